from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.caches.caching import never_keep, served_to_second
from launchready.derive.caches.proofs import second_is_fresh
from launchready.facts.cache import TwoVisitors
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A signed-in page comes from a shared cache",
    impact="One customer is shown another customer's page.",
    severity=Severity.BLOCKER,
    rows=("cache.never_cache",),
    references=(
        "https://www.rfc-editor.org/rfc/rfc9111.html#section-7",
        "https://www.rfc-editor.org/rfc/rfc9211.html",
    ),
)
def private_page_served_from_cache(
    visitors: TwoVisitors, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    A route that is declared as signed-in only, or as never to be cached, and whose answer to a
    second visitor says that it came from a cache: `Age`, `X-Cache: HIT`, `CF-Cache-Status:
    HIT`, `Cache-Status`.

    ## Why it matters
    The header is the cache's own word that it handed one visitor's answer to the next.

    ## How to fix it
    Stop the cache from keeping the path, then purge what it has kept: until then it goes on
    handing it out.

    ## Example
    ```http
    Cache-Control: max-age=600
    CF-Cache-Status: HIT
    Age: 41
    ```

    Use instead:
    ```http
    Cache-Control: private, no-store
    CF-Cache-Status: BYPASS
    ```
    """
    hit = served_to_second(visitors)
    if hit and (visitors.private or visitors.never_cache):
        why = visitors.private or "declared as never to be cached"
        yield Finding(
            subject=visitors.subject,
            message=f"{visitors.subject} is {why}, and a second visitor got it from a cache.",
            fix=never_keep(platform, visitors.subject),
            verify=second_is_fresh(visitors.subject),
            evidence=(hit,),
        )
