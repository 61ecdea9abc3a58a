from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.caches.caching import never_keep, shared
from launchready.derive.caches.proofs import not_kept
from launchready.facts.cache import TwoVisitors
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A route on the never-cache list may be cached",
    impact="Customers see stale or foreign content where the owner said nobody should.",
    severity=Severity.BLOCKER,
    rows=("cache.never_cache",),
    references=("https://www.rfc-editor.org/rfc/rfc9111.html#section-5.2.2",),
)
def never_cache_route_cacheable(
    visitors: TwoVisitors, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    A route that the manifest declares as never to be cached, such as cart and checkout, and
    whose answer gives shared caches a lifetime.

    ## Why it matters
    A cart, a price or a payment step from a cache is somebody else's, or an old one.

    ## How to fix it
    Send `Cache-Control: no-store` on the route, and exclude its path from the rules of the
    edge.

    ## Example
    ```toml
    [[routes]]
    url = "https://shop.example/cart"
    caching = "never"
    ```

    Use instead of `Cache-Control: public, max-age=60`:
    ```http
    Cache-Control: private, no-store
    ```
    """
    kept = shared(visitors.second)
    # A signed-in route is the business of private-page-cacheable.
    if visitors.never_cache and not visitors.private and kept:
        yield Finding(
            subject=visitors.subject,
            message=f"{visitors.subject} must never be cached, and shared caches may keep it.",
            fix=never_keep(platform, visitors.subject),
            verify=not_kept(visitors.subject),
            evidence=(f"status {visitors.second.status}", kept),
        )
