from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import header_sent
from launchready.derive.platforms.platform import fix_on, of_host
from launchready.facts.page import Page
from launchready.facts.platform import EdgeView, Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

KNOWS_HTTP3 = ("Akamai", "Bunny", "Cloudflare", "CloudFront", "Fastly", "Google Cloud")


@check(
    title="The edge could offer HTTP/3, and does not",
    impact="Visitors on weak mobile networks wait longer.",
    severity=Severity.MEDIUM,
    rows=("edge.http2_3",),
    references=(
        "https://www.rfc-editor.org/rfc/rfc9114.html#section-3.1",
        "https://www.rfc-editor.org/rfc/rfc7838.html",
    ),
)
def http3_not_advertised(
    page: Page, view: EdgeView, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    A host behind an edge that knows HTTP/3, whose answers name no `h3` in `Alt-Svc`. Hosts
    without such an edge are left out: running HTTP/3 oneself is seldom worth it before launch.

    ## Why it matters
    HTTP/3 needs fewer round trips to begin, and a lost packet stalls one file instead of all.

    ## How to fix it
    Turn HTTP/3 on at the edge; nothing changes at the origin.

    ## Example
    ```http
    HTTP/2 200
    ```

    Use instead:
    ```http
    HTTP/2 200
    Alt-Svc: h3=":443"; ma=86400
    ```
    """
    if view.edge not in KNOWS_HTTP3 or not page.answer.url.startswith("https:"):
        return
    if any("h3" in value for value in page.answer.all("alt-svc")):
        return
    yield Finding(
        subject=page.subject,
        message=f"{page.subject} is behind {view.edge}, and does not offer HTTP/3.",
        fix=fix_on(
            of_host(platform, page.subject),
            f"Turn HTTP/3 on in {view.edge}.",
            cloudflare="In Cloudflare: Speed > Protocol Optimization: turn HTTP/3 on.",
            cloudfront="In CloudFront: set Supported HTTP versions to HTTP/2 and HTTP/3.",
            fastly="In Fastly: enable HTTP/3 for the TLS domain.",
        ),
        verify=header_sent(page.answer.url, "alt-svc", "h3"),
        evidence=(f"Alt-Svc: {page.answer.header('alt-svc') or 'not sent'}"[:200],),
    )
