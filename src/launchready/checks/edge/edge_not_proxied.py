from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.headers.proofs import behind_edge
from launchready.derive.platforms.edges import bare, edge_in_use, join, needs_edge
from launchready.facts.platform import EdgeView, Platform
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Nothing stands between attackers and the server",
    impact="A cheap flood of requests takes the product offline at launch.",
    severity=Severity.HIGH,
    rows=("edge.proxied",),
    references=(
        "https://developers.cloudflare.com/fundamentals/concepts/how-cloudflare-works/",
        "https://owasp.org/www-community/attacks/Denial_of_Service",
    ),
)
def edge_not_proxied(
    view: EdgeView, product: Product, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    A host for customers (the main address, app, API, sign-in, admin) whose addresses, aliases
    and headers show no edge network: neither one of the known ones nor any shared cache.
    Documentation, status and marketing pages are left out.

    ## Why it matters
    An edge takes floods of requests and hides where the server stands. Without it, one rented
    botnet for a few dollars fills the server's only line.

    ## How to fix it
    Put the host behind an edge network: point its DNS record at the edge, let the edge fetch
    from the server, and let the server accept the edge's addresses only.

    ## Example
    ```zone
    app.shop.example.  A  203.0.113.7
    ```

    Use instead, proxied by the edge:
    ```zone
    app.shop.example.  A  104.16.1.1
    ```
    """
    if not bare(view) or not needs_edge(view, product):
        return
    edge = edge_in_use(platform)
    first = (
        join(view.subject, edge)
        if edge
        else "Put it behind an edge network. With Cloudflare: add the zone, move the name servers,"
        f" and set the DNS record of {view.subject} to Proxied (the orange cloud)."
    )
    server = f" It is served by {view.hosting}." if view.hosting else ""
    yield Finding(
        subject=view.subject,
        message=f"{view.subject} is reached directly, with no edge network in front.{server}",
        fix=f"{first} Then allow only the addresses of the edge in the server's firewall.",
        verify=behind_edge(f"https://{view.subject}/"),
        evidence=(*view.addresses[:3], *view.evidence[:2]),
    )
