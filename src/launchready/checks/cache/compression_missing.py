from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.caches.caching import SMALL, text_content
from launchready.derive.commands import has, headers, proof
from launchready.derive.platforms.platform import fix_on, of_host
from launchready.facts.cache import CacheProbe
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

OK = 200


@check(
    title="Text is sent uncompressed",
    impact="Pages take several times longer on a phone's network.",
    severity=Severity.MEDIUM,
    rows=("cache.compression",),
    references=(
        "https://www.rfc-editor.org/rfc/rfc9110.html#section-8.4",
        "https://developer.chrome.com/docs/lighthouse/performance/uses-text-compression",
    ),
)
def compression_missing(probe: CacheProbe, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A page, script or style sheet of more than 1,400 bytes that comes without `Content-
    Encoding`, although the request offered gzip and Brotli. Images, fonts and archives are
    compressed in themselves and are left out.

    ## Why it matters
    Text shrinks to a third or less: the difference is seconds on a slow network.

    ## How to fix it
    Turn on Brotli or gzip for text, at the edge or in the web server.

    ## Example
    ```nginx
    gzip off;
    ```

    Use instead:
    ```nginx
    gzip on;
    gzip_types text/css application/javascript application/json image/svg+xml;
    ```
    """
    for answer in (probe.page, *(asset.first for asset in probe.assets)):
        plain = (answer.header("content-encoding") or "identity").strip().lower() == "identity"
        if answer.status != OK or not plain or not text_content(answer):
            continue
        if answer.body_bytes <= SMALL:
            continue
        yield Finding(
            subject=answer.url,
            message=f"{answer.url} is {answer.body_bytes:,} bytes of text, sent uncompressed.",
            fix=fix_on(
                of_host(platform, answer.url),
                "Turn on Brotli or gzip for text in the web server or at the edge.",
                cloudflare="In Cloudflare: Speed > Optimization: turn Brotli on, and send the file "
                "without `no-transform` in Cache-Control.",
                cloudfront="In CloudFront: set `Compress objects automatically` to yes.",
                nginx="In nginx: `gzip on; gzip_proxied any; gzip_types text/css "
                "application/javascript application/json image/svg+xml;`",
                caddy="In the Caddyfile: `encode zstd gzip`.",
            ),
            verify=proof(
                headers(answer.url, "-H 'Accept-Encoding: gzip, br'"),
                has("^content-encoding: *(gzip|br|zstd|deflate)"),
            ),
            evidence=(
                f"Content-Type: {answer.header('content-type')}"[:200],
                "no Content-Encoding",
            ),
        )
