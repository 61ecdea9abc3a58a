from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import literal, never_by
from launchready.derive.redirects.hops import hops, lines, passes_https_start
from launchready.derive.redirects.site import doorways, host_of, in_site
from launchready.facts.http import Walk
from launchready.facts.product import Product, Role
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Visitors are sent to somebody else's site",
    impact="Customers who type your address land on a domain that is not yours.",
    severity=Severity.HIGH,
    rows=("redirect.canonical",),
    references=("https://developers.google.com/search/docs/crawling-indexing/301-redirects",),
)
def redirect_leaves_site(walk: Walk, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    A start of the site, or of a host declared as marketing or without a role, that leads to a host
    outside the product's domain which the manifest does not name. Login providers, status pages
    and documentation services are left alone.

    ## Why it matters
    A forgotten forwarding, an expired campaign or a taken-over account sends your visitors to
    others. What is behind it is not your product, so it is not judged.

    ## How to fix it
    Remove the forwarding, or name the host in the manifest if it belongs to the product. After a
    change of name, audit the new address.

    ## Example
    ```text
    wrong:   302 https://shop.example/ -> https://www.bargain-barn.example/
    instead: 200 https://shop.example/
    ```
    """
    host = product.host(host_of(walk.subject))
    judged = host_of(walk.subject) in doorways(product) or (
        host is not None and host.declared and host.role in {Role.MARKETING, Role.OTHER}
    )
    if not judged or passes_https_start(walk):
        return
    away = next((hop for hop in hops(walk) if not in_site(product, host_of(hop.target))), None)
    # A detour through a login or consent service that comes back is the site's own.
    if away is None or (in_site(product, host_of(walk.end)) and not walk.stopped):
        return
    other = host_of(away.target)
    yield Finding(
        subject=walk.subject,
        message=f"{walk.subject} sends visitors to {other}, which is not part of the product.",
        fix=f"Remove the redirect from {host_of(away.answer.url)} to {other}, or add {other} to"
        " the hosts in launchready.toml if it is yours.",
        verify=never_by(walk.subject, f"https?://{literal(other)}([:/]|[[:space:]]|$)"),
        evidence=lines(walk),
    )
