from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.caches.cache_control import HOUR, browser_seconds, of, said
from launchready.derive.commands import has, headers, lacks, proof
from launchready.derive.page.assets import fingerprinted
from launchready.derive.platforms.platform import fix_on, of_host
from launchready.facts.cache import CacheProbe
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

OK = 200


@check(
    title="Browsers fetch the same files again on every visit",
    impact="Returning visitors wait for files that they already had.",
    severity=Severity.MEDIUM,
    rows=("cache.headers", "cache.static"),
    references=(
        "https://www.rfc-editor.org/rfc/rfc9111.html#section-4.2",
        "https://web.dev/articles/http-cache",
    ),
)
def asset_not_cacheable(probe: CacheProbe, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A script, style sheet or image of the root page that forbids keeping it (`no-store`), gives
    no lifetime at all, or has a versioned name and yet less than an hour.
    A file without a version in its name may say `no-cache` as long as it has an `ETag` or
    `Last-Modified`: then it is only asked whether it changed.

    ## Why it matters
    Each page view then loads what the browser had a second ago, over a phone's network, and
    your server pays for it.

    ## How to fix it
    Put the content's hash into file names, and let those be kept for a year; let other files be
    kept for minutes, or be revalidated.

    ## Example
    ```http
    GET /assets/app.3f9c2a71.js
    Cache-Control: no-store
    ```

    Use instead:
    ```http
    Cache-Control: public, max-age=31536000, immutable
    ```
    """
    for asset in probe.assets:
        answer = asset.first
        if answer.status != OK or answer.challenge:
            continue
        control, seconds = of(answer), browser_seconds(answer)
        if "no-store" in control:
            why = "may not be kept"
        elif seconds is None:
            why = "has no lifetime"
        elif fingerprinted(asset.url) and seconds < HOUR:
            why = "has a versioned name, and less than an hour to live"
        elif not seconds and not (answer.header("etag") or answer.header("last-modified")):
            why = "has to be loaded in full each time"
        else:
            continue
        yield Finding(
            subject=asset.url,
            message=f"The {asset.kind} {asset.url} {why}.",
            fix=fix_on(
                of_host(platform, asset.url),
                "Send `Cache-Control: public, max-age=31536000, immutable` for versioned files.",
                cloudflare="In Cloudflare: Caching > Cache Rules: for this folder set Browser TTL "
                "to one year, where the file names are versioned.",
                vercel="In vercel.json add `headers` for this folder with `Cache-Control: public, "
                "max-age=31536000, immutable`.",
                netlify="In `_headers` add `Cache-Control: public, max-age=31536000, immutable` "
                "for this folder.",
                nginx='In the location of these files: `add_header Cache-Control "public, '
                'max-age=31536000, immutable";`',
                caddy='In the Caddyfile: `header /assets/* Cache-Control "public, '
                'max-age=31536000, immutable"`.',
            ),
            verify=proof(
                headers(asset.url),
                has("^cache-control:.*(max-age=[1-9]|no-cache)"),
                lacks("^cache-control:.*no-store"),
            ),
            evidence=(said(answer),),
        )
