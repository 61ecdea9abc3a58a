from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.again import measured_again
from launchready.derive.load.words import limit
from launchready.derive.platforms.platform import fix_on
from launchready.facts.base import Each
from launchready.facts.load import CacheUse, LoadRun
from launchready.facts.platform import Platform
from launchready.facts.product import Caching
from launchready.model.check import NothingToJudgeError, UnclearError, check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile

FIX = "Let these answers be kept: `Cache-Control: public, s-maxage=60`, no cookie on them"


@check(
    title="The same answers are made again and again",
    impact="You pay and wait twice for the same answer.",
    severity=Severity.MEDIUM,
    rows=("cache.hit_rate",),
    references=(
        "https://www.rfc-editor.org/rfc/rfc9211.html",
        "https://developers.cloudflare.com/cache/concepts/cache-responses/",
    ),
)
def cache_hit_rate_low(
    run: LoadRun, uses: Each[CacheUse] | None, profile: Profile, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    Repeated reads of a URL within one run, on routes that the manifest declares as cacheable: the
    share that came from a cache, by what the answers say (`Cache-Status`, `CF-Cache-Status`,
    `X-Cache`, `Age`), against `cache_hit_rate`. Answers that say nothing are not counted.

    ## Why it matters
    What a cache answers costs the database nothing, and is there before the request would have
    reached it.

    ## How to fix it
    Send a short life with what is the same for everybody, without cookies, and take what differs
    for each visitor (search words of advertising, cookies) out of the cache's key.

    ## Example
    ```http
    Cache-Control: private, max-age=0
    CF-Cache-Status: DYNAMIC
    ```

    Use instead:
    ```http
    Cache-Control: public, s-maxage=60, stale-while-revalidate=600
    CF-Cache-Status: HIT
    ```
    """
    if run.experiment in {"knee", "fairness"}:
        message = f"a {run.experiment} run looks at no cache"
        raise NothingToJudgeError(message)
    threshold = profile.threshold("cache_hit_rate")
    kept = [one for one in uses or () if one.caching is Caching.CACHEABLE]
    told = sum(one.hits + one.misses for one in kept)
    if not kept:
        message = "no URL of a route that is declared as cacheable was read twice"
        raise UnclearError(message)
    if told < threshold.samples:
        message = f"{told:,} of the {threshold.samples} repeated reads say where they came from"
        raise UnclearError(message)
    hits = sum(one.hits for one in kept)
    if threshold.level(100 * hits / told) is Level.FAILED:
        worst = sorted(kept, key=lambda one: -one.misses)[:4]
        yield Finding(
            subject=worst[0].subject,
            message=f"A cache answered {100 * hits / told:.0f} % of {told:,} repeated reads; the"
            f" profile asks for {limit(threshold.target, threshold)}.",
            fix=fix_on(
                platform,
                f"{FIX}.",
                cloudflare=f"{FIX}; in Cloudflare: Caching > Cache Rules: make these paths eligible"
                " for cache, and leave marketing parameters out of the cache key.",
                vercel=f"{FIX}; on Vercel the header is `CDN-Cache-Control`.",
            ),
            verify=measured_again(run, "cache-hit-rate-low"),
            evidence=tuple(
                f"{one.subject}: {one.hits:,} hits, {one.misses:,} misses ({one.said_by})"
                for one in worst
            ),
        )
