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
    title="The newest encryption is not offered",
    impact="Every first visit waits a round trip longer than it has to.",
    severity=Severity.MEDIUM,
    rows=("tls.strength",),
    references=("https://www.rfc-editor.org/rfc/rfc8446",),
)
def tls_1_3_missing(handshake: Handshake, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A handshake that offered TLS 1.3 and ended on TLS 1.2.

    ## Why it matters
    TLS 1.3 connects one round trip faster, which phones feel, and leaves out what was weak in TLS
    1.2. TLS 1.2 is still sound, so this can wait.

    ## How to fix it
    Turn TLS 1.3 on where the connections end. It needs OpenSSL 1.1.1 (2018) or later.

    ## Example
    ```text
    wrong:   ssl_protocols TLSv1.2;
    instead: ssl_protocols TLSv1.2 TLSv1.3;
    ```
    """
    if handshake.version != "TLSv1.2":
        return
    host = handshake.subject
    yield Finding(
        subject=host,
        message=f"{host} does not offer TLS 1.3.",
        fix=fix_on(
            of_host(platform, host),
            f"Turn TLS 1.3 on in what ends the TLS connections of {host}.",
            cloudflare="In Cloudflare: SSL/TLS > Edge Certificates > TLS 1.3: On.",
            nginx="In nginx (1.13 or later): `ssl_protocols TLSv1.2 TLSv1.3;`, then reload.",
            apache="In Apache (2.4.36): `SSLProtocol -all +TLSv1.2 +TLSv1.3`, then reload.",
            cloudfront="In CloudFront: Settings > Security policy: TLSv1.2_2021; it has TLS 1.3.",
        ),
        verify=proof(handshake_with(host, handshake.port, "-tls1_3"), has("^New, TLSv1.3")),
        evidence=(f"version: {handshake.version}", f"suite: {handshake.cipher}"),
    )
