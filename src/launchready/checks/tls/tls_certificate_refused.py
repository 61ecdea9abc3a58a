from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.certificates.certificate_words import evidence, renew, sent
from launchready.derive.certificates.proofs import trusted
from launchready.facts.platform import Platform
from launchready.facts.tls import Handshake, Trust
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The certificate breaks a rule that browsers enforce",
    impact="Browsers refuse the certificate although it looks complete.",
    severity=Severity.BLOCKER,
    rows=("tls.valid",),
    references=("https://cabforum.org/working-groups/server/baseline-requirements/",),
)
def tls_certificate_refused(handshake: Handshake, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A chain that leads to a known root, but breaks another rule: no host in subjectAltName, not
    meant for servers, a key or signature too weak, an issuer that may not issue, a signature that
    does not match.

    ## Why it matters
    Browsers enforce the rules of the Web PKI whatever the root. The warning page looks the same as
    for a forged certificate.

    ## How to fix it
    Reissue the certificate; public authorities keep these rules by themselves. A certificate that
    breaks them was made by hand, or its chain was put together from the wrong files.

    ## Example
    ```text
    wrong:   Subject: CN=shop.example                (and no subjectAltName)
    instead: X509v3 Subject Alternative Name: DNS:shop.example
    ```
    """
    if handshake.trust is not Trust.REFUSED:
        return
    host, port = handshake.subject, handshake.port
    yield Finding(
        subject=host,
        message=f"Browsers refuse the certificate of {host} because it breaks a rule.",
        fix=f"Have a new certificate issued by a public authority. {renew(platform, host)}",
        verify=trusted(host, port),
        evidence=(*evidence(handshake), *sent(handshake)),
    )
