from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.certificates.proofs import handshake_with
from launchready.derive.commands import has, proof
from launchready.derive.platforms.platform import fix_on, of_host
from launchready.facts.platform import Platform
from launchready.facts.tls import Handshake
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Browsers have to queue their requests",
    impact="Pages with many files load slower than they need to.",
    severity=Severity.MEDIUM,
    rows=("edge.http2_3",),
    references=(
        "https://www.rfc-editor.org/rfc/rfc9113.html",
        "https://www.rfc-editor.org/rfc/rfc7301.html",
    ),
)
def http2_missing(handshake: Handshake, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    An endpoint that was offered HTTP/2 in the TLS handshake (ALPN) and chose HTTP/1.1 or
    nothing.

    ## Why it matters
    HTTP/1.1 carries one request at a time on a connection, and browsers open six: the seventh
    file waits. HTTP/2 sends all of them at once.

    ## How to fix it
    Turn HTTP/2 on where TLS ends: at the edge or in the web server.

    ## Example
    ```nginx
    listen 443 ssl;
    ```

    Use instead:
    ```nginx
    listen 443 ssl;
    http2 on;
    ```
    """
    if handshake.alpn == "h2":
        return
    chosen = handshake.alpn or "no protocol"
    yield Finding(
        subject=handshake.subject,
        message=f"{handshake.subject} was offered HTTP/2 and chose {chosen}.",
        fix=fix_on(
            of_host(platform, handshake.subject),
            "Turn HTTP/2 on where TLS ends: at the edge or in the web server.",
            cloudflare="In Cloudflare: Speed > Protocol Optimization: turn HTTP/2 on.",
            cloudfront="In CloudFront: set Supported HTTP versions to HTTP/2 and HTTP/3.",
            nginx="In nginx: `http2 on;` (before 1.25.1: `listen 443 ssl http2;`).",
            apache="In Apache: `a2enmod http2`, and `Protocols h2 http/1.1`.",
        ),
        verify=proof(
            handshake_with(handshake.subject, handshake.port, "-alpn h2"),
            has("^ALPN protocol: h2"),
        ),
        evidence=(f"ALPN: {chosen}",),
    )
