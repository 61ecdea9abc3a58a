from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import header_sent
from launchready.derive.platforms.platform import fix_on, of_host
from launchready.facts.cache import CacheProbe
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

OK = 200


@check(
    title="Pages do not say whether they may be kept",
    impact="Browsers and proxies guess, and customers see yesterday's page.",
    severity=Severity.MEDIUM,
    rows=("cache.headers",),
    references=("https://www.rfc-editor.org/rfc/rfc9111.html#section-4.2.2",),
)
def html_without_cache_control(probe: CacheProbe, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A root page without `Cache-Control` and without `Expires`.

    ## Why it matters
    A cache may then make up a lifetime, usually a tenth of the page's age (RFC 9111, 4.2.2):
    after a release some visitors get the old page, which asks for scripts that are gone.

    ## How to fix it
    State it: `no-cache` for pages that change with each release, `private, no-store` for what
    depends on who asks.

    ## Example
    ```http
    HTTP/1.1 200 OK
    Content-Type: text/html
    ```

    Use instead:
    ```http
    Cache-Control: no-cache
    ```
    """
    page = probe.page
    kind = (page.header("content-type") or "").lower()
    if page.status != OK or "html" not in kind or page.header("cache-control") is not None:
        return
    if page.header("expires") is not None:
        return
    yield Finding(
        subject=page.url,
        message=f"{page.url} does not say how long it may be kept.",
        fix=fix_on(
            of_host(platform, page.url),
            "Send `Cache-Control: no-cache` with pages.",
            cloudflare="Let the origin send `Cache-Control: no-cache` with pages; Cloudflare "
            "passes it on.",
            nginx='In the location that serves pages: `add_header Cache-Control "no-cache";`',
            caddy="In the Caddyfile: `header Cache-Control no-cache` for pages.",
        ),
        verify=header_sent(page.url, "cache-control"),
        evidence=("no Cache-Control", "no Expires"),
    )
