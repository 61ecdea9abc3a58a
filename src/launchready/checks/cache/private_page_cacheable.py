from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.caches.caching import never_keep, shared
from launchready.derive.caches.proofs import not_kept
from launchready.facts.cache import TwoVisitors
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Caches may keep a signed-in page and show it to others",
    impact="One customer can be shown another customer's page.",
    severity=Severity.BLOCKER,
    rows=("cache.never_cache",),
    references=(
        "https://www.rfc-editor.org/rfc/rfc9111.html#section-5.2.2.7",
        "https://cwe.mitre.org/data/definitions/524.html",
    ),
)
def private_page_cacheable(visitors: TwoVisitors, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A route that the manifest declares as signed-in only and whose answer carries a lifetime for
    shared caches: `s-maxage`, `max-age` without `private`, `public`, or a header for edges such
    as `CDN-Cache-Control`.
    `max-age=0` and `no-cache` are fine: the cache has to ask first.

    ## Why it matters
    A shared cache tells visitors apart by the address alone. The first signed-in customer fills
    it, and the next visitors get that customer's page.

    ## How to fix it
    Send `Cache-Control: private, no-store` with everything that depends on who asks, errors and
    redirects to the login page included.

    ## Example
    ```http
    Cache-Control: public, max-age=3600
    ```

    Use instead:
    ```http
    Cache-Control: private, no-store
    ```
    """
    kept = shared(visitors.second)
    if visitors.private and kept:
        yield Finding(
            subject=visitors.subject,
            message=f"{visitors.subject} is {visitors.private}, and shared caches may keep it.",
            fix=never_keep(platform, visitors.subject),
            verify=not_kept(visitors.subject),
            evidence=(f"status {visitors.second.status}", kept),
        )
