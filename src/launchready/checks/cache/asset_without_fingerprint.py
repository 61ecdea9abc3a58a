from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.caches.cache_control import DAY, browser_seconds, said
from launchready.derive.caches.proofs import briefly_kept
from launchready.derive.page.assets import fingerprinted
from launchready.facts.cache import AssetKind, CacheProbe
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

OK = 200


@check(
    title="Old scripts survive a release",
    impact="After a release half of the visitors run the old code against the new server.",
    severity=Severity.MEDIUM,
    rows=("cache.release_assets",),
    references=("https://web.dev/articles/http-cache#versioned-urls",),
)
def asset_without_fingerprint(probe: CacheProbe) -> Iterator[Finding]:
    """
    ## What it looks for
    A script or style sheet that browsers may keep for a day or more, without a hash or version
    in its address.

    ## Why it matters
    Nothing can call back what a browser has kept: a visitor of yesterday runs yesterday's
    script on today's page until its time is up, and no purge at the edge reaches them.

    ## How to fix it
    Have the build put the content's hash into the name, or shorten the lifetime to minutes.

    ## Example
    ```http
    GET /js/app.js
    Cache-Control: public, max-age=604800
    ```

    Use instead:
    ```http
    GET /js/app.3f9c2a71.js
    Cache-Control: public, max-age=31536000, immutable
    ```
    """
    for asset in probe.assets:
        seconds = browser_seconds(asset.first) or 0
        if asset.kind is AssetKind.IMAGE or asset.first.status != OK or seconds < DAY:
            continue
        if fingerprinted(asset.url):
            continue
        days = seconds // DAY
        yield Finding(
            subject=asset.url,
            message=f"Browsers keep {asset.url} for {days} {'day' if days == 1 else 'days'}, "
            "and its name does not change with its content.",
            fix="Have the build put the content's hash into the file name (on by default in Vite, "
            "webpack and Next.js), or send `Cache-Control: no-cache` for this file.",
            verify=briefly_kept(asset.url),
            evidence=(said(asset.first),),
        )
