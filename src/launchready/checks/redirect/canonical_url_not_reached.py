from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import ends_on, literal
from launchready.derive.redirects.astray import astray
from launchready.derive.redirects.hops import Hop, hops, lines
from launchready.derive.redirects.redirect_fix import stay, to_host, to_https
from launchready.derive.redirects.site import canonical_url, host_of, root_of, split
from launchready.facts.base import Each
from launchready.facts.http import Walk
from launchready.facts.platform import Platform
from launchready.facts.product import Product
from launchready.facts.redirect import SiteWalk
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Not every way in leads to the one address",
    impact="Search ranking, logins and campaigns split over several addresses.",
    severity=Severity.HIGH,
    rows=("redirect.canonical",),
    references=(
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls",
    ),
)
def canonical_url_not_reached(
    walks: Each[SiteWalk], product: Product, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    The four ways to the site (http and https, with and without www) end on another host than the
    canonical URL. It is the one that the manifest declares; without a manifest, the one where the
    typed address itself leads.

    ## Why it matters
    People type and link all four. One that ends elsewhere, or on an error, loses them, and search
    engines see two sites.

    ## How to fix it
    Redirect every other way to the canonical URL for good. If another address is meant, declare
    that one as `canonical`.

    ## Example
    ```text
    wrong:   200 https://www.shop.example/                        (canonical https://shop.example/)
    instead: 301 https://www.shop.example/ -> https://shop.example/
    ```
    """
    canonical = canonical_url(product, walks)
    for host, lost in astray(walks, product, canonical).items():
        first = min(lost, key=lambda walk: split(walk.subject).scheme)
        end = "a redirect that cannot be read" if first.stopped else first.end
        yield Finding(
            subject=first.subject,
            message=f"{first.subject} ends on {end} and not on {canonical}.",
            fix=_fix(platform, host, first, canonical),
            verify=ends_on(first.subject, literal(root_of(canonical))),
            evidence=tuple(line for walk in lost for line in lines(walk)),
        )


def _fix(platform: Platform | None, host: str, walk: Walk, canonical: str) -> str:
    """A host that must not be left keeps its visitors; sending it to itself would be a circle."""
    home = host_of(canonical)
    left = next((hop for hop in hops(walk) if _leaves(hop, home)), None)
    if left is None and host != home:
        return to_host(platform, host, home)
    away = host_of(left.target) if left is not None else ""
    if left is None or not away:
        return f"Let {home} serve the site itself at {canonical} instead of what it answers now."
    first = stay(platform, home, away)
    plain = split(left.answer.url).scheme == "http"
    return f"{first} {to_https(platform, home)}" if plain else first


def _leaves(hop: Hop, home: str) -> bool:
    return host_of(hop.answer.url) == home and host_of(hop.target) != home
