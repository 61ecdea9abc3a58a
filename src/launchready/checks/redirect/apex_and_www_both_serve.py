from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import first_hop, literal
from launchready.derive.redirects.astray import serves_itself
from launchready.derive.redirects.hops import lines
from launchready.derive.redirects.redirect_fix import to_host
from launchready.derive.redirects.site import canonical_url, host_of, split, twin
from launchready.facts.base import Each
from launchready.facts.platform import Platform
from launchready.facts.product import Product
from launchready.facts.redirect import SiteWalk
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The site is served with www and without",
    impact="Search ranking, logins and carts split over two sites.",
    severity=Severity.HIGH,
    rows=("redirect.canonical",),
    references=(
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls",
    ),
)
def apex_and_www_both_serve(
    walks: Each[SiteWalk], product: Product, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    Two hosts that differ by `www.` alone and both end on a page of their own instead of one
    sending visitors to the other.

    ## Why it matters
    Search engines see the same content twice. A cookie set on one host is not seen on the other,
    so people who come back are signed out and their cart is empty.

    ## How to fix it
    Decide for one address and redirect the other to it for good, path and query kept.

    ## Example
    ```text
    wrong:   200 https://shop.example/ and 200 https://www.shop.example/
    instead: 301 https://www.shop.example/ -> https://shop.example/
    ```
    """
    own = {host_of(walk.subject): walk for walk in _by_scheme(walks) if serves_itself(walk)}
    canonical = host_of(canonical_url(product, walks))
    for host, walk in own.items():
        other = own.get(twin(host))
        # Of each pair the one that is not canonical is at fault; without one, the www.
        if other is None or host == canonical:
            continue
        if twin(host) != canonical and not host.startswith("www."):
            continue
        yield Finding(
            subject=host,
            message=f"{host} and {twin(host)} both serve the site instead of one leading to the"
            " other.",
            fix=to_host(platform, host, twin(host)),
            verify=first_hop(f"https://{host}/", f"30[12378] https?://{literal(twin(host))}[:/]"),
            evidence=(*lines(other), *lines(walk)),
        )


def _by_scheme(walks: Each[SiteWalk]) -> list[SiteWalk]:
    """The encrypted start last, so that it is the one kept of a host."""
    return sorted(walks, key=lambda walk: split(walk.subject).scheme)
