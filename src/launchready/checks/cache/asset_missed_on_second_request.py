from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.caches.caching import edge_name, missed
from launchready.derive.caches.proofs import second_is_kept
from launchready.derive.platforms.platform import fix_on, of_host
from launchready.facts.cache import CacheProbe
from launchready.facts.platform import EdgeView, Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The edge does not keep files that it could keep",
    impact="Your server answers for files that the edge could serve for free.",
    severity=Severity.MEDIUM,
    rows=("cache.static", "cache.edge_hit"),
    references=(
        "https://www.rfc-editor.org/rfc/rfc9211.html",
        "https://developers.cloudflare.com/cache/concepts/cache-responses/",
    ),
)
def asset_missed_on_second_request(
    probe: CacheProbe, view: EdgeView | None, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    Assets of the root page that are allowed to be kept, were fetched twice, and came from the
    origin both times by the edge's own word. One asset that was a hit is enough to stay quiet:
    edges have many machines, and one of them may not have met a file yet.

    ## Why it matters
    The edge is paid for and stands in front, and still each visitor's request travels to the
    server.

    ## How to fix it
    Look for what stops it: a `Set-Cookie` on the file, a `Vary` on cookies, a rule that
    bypasses the cache, or a development mode left on.

    ## Example
    ```http
    Cache-Control: public, max-age=31536000
    CF-Cache-Status: BYPASS
    ```

    Use instead, without cookies on the file:
    ```http
    CF-Cache-Status: HIT
    ```
    """
    twice = [asset for asset in probe.assets if asset.second is not None]
    misses = [(asset, missed(asset)) for asset in twice]
    if not twice or not all(why for _, why in misses):
        return
    asset, _ = misses[0]
    cookies = asset.second is not None and asset.second.all("set-cookie")
    yield Finding(
        subject=probe.subject,
        message=f"Asked twice, {edge_name(view)} fetched {asset.url} from the origin both times.",
        fix="Send these files without `Set-Cookie`: caches do not keep answers with cookies."
        if cookies
        else fix_on(
            of_host(platform, asset.url),
            "Allow the edge to keep these files, and check that no rule bypasses its cache.",
            cloudflare="In Cloudflare: Caching > Configuration: turn Development Mode off; "
            "Caching > Cache Rules: make this folder eligible for cache.",
        ),
        verify=second_is_kept(asset.url),
        evidence=tuple(f"{one.url}: {why}"[:200] for one, why in misses[:3]),
    )
