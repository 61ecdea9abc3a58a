from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.headers.proofs import behind_edge
from launchready.derive.platforms.edges import bare, join, needs_edge
from launchready.facts.base import Each
from launchready.facts.platform import EdgeView
from launchready.facts.product import Product, Role
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

LEFT_OUT = (Role.MAIL, Role.STAGING, Role.STATUS, Role.DOCS)


def _counts(product: Product, name: str) -> bool:
    host = product.host(name)
    return host is None or host.role not in LEFT_OUT


@check(
    title="The edge protects some hosts, and others lead around it",
    impact="Attackers go for the host that was forgotten, and find the server's address there.",
    severity=Severity.MEDIUM,
    rows=("edge.proxied",),
    references=("https://developers.cloudflare.com/dns/proxy-status/",),
)
def edge_on_some_hosts_only(views: Each[EdgeView], product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    Hosts of one product of which some are behind an edge network and others are not. Mail and
    staging hosts are left out, and so are hosts that a platform with edges of its own serves. The
    hosts that customers depend on (main address, app, API, sign-in, admin) are reported by
    `edge-not-proxied`.

    ## Why it matters
    The unprotected host usually runs on the same server: its address gives away the origin that
    the edge was meant to hide.

    ## How to fix it
    Proxy the remaining hosts as well, or move them to another server than the protected ones.

    ## Example
    ```zone
    shop.example.        A  104.16.1.1    ; behind the edge
    media.shop.example.  A  203.0.113.7   ; not
    ```

    Use instead:
    ```zone
    media.shop.example.  A  104.16.1.1
    ```
    """
    mine = [view for view in views if _counts(product, view.subject)]
    behind = [view for view in mine if view.edge]
    if not behind:
        return
    for view in mine:
        if not bare(view) or needs_edge(view, product):
            continue
        yield Finding(
            subject=view.subject,
            message=f"{behind[0].subject} is behind {behind[0].edge}, and {view.subject} is not.",
            fix=join(view.subject, behind[0].edge),
            verify=behind_edge(f"https://{view.subject}/"),
            evidence=(*behind[0].evidence[:1], *view.addresses[:2], *view.evidence[:1]),
        )
