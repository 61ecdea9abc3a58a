from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.certificates.certificate_words import evidence, renew
from launchready.derive.certificates.proofs import trusted
from launchready.facts.platform import Platform
from launchready.facts.tls import Handshake, Trust
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The certificate was signed by itself",
    impact="Every browser warns visitors away, and programs refuse to connect.",
    severity=Severity.BLOCKER,
    rows=("tls.valid",),
    references=("https://developer.mozilla.org/docs/Web/Security/Transport_Layer_Security",),
)
def tls_certificate_self_signed(
    handshake: Handshake, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    A certificate that no authority signed: its issuer is itself, and it is not among the roots
    that browsers know.

    ## Why it matters
    Anybody can make such a certificate for any name, so it proves nothing. Visitors learn to click
    warnings away, which is what an attacker needs.

    ## How to fix it
    Get a certificate from a public authority; they cost nothing. A host that only colleagues use
    gets one too, or is moved out of the public DNS.

    ## Example
    ```text
    wrong:   openssl req -x509 -newkey rsa:2048 -nodes ...
    instead: certbot --nginx -d staging.shop.example
    ```
    """
    if handshake.trust is not Trust.SELF_SIGNED:
        return
    host, port = handshake.subject, handshake.port
    yield Finding(
        subject=host,
        message=f"The certificate of {host} is signed by itself, so browsers refuse the site.",
        fix=renew(platform, host),
        verify=trusted(host, port),
        evidence=evidence(handshake),
    )
