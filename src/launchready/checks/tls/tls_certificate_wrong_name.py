from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.certificates.certificate_words import evidence, renew
from launchready.derive.certificates.proofs import trusted
from launchready.facts.platform import Platform
from launchready.facts.tls import Handshake, Trust
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The certificate is for another name",
    impact="Every browser warns visitors that somebody may be impersonating your site.",
    severity=Severity.BLOCKER,
    rows=("tls.valid",),
    references=("https://www.rfc-editor.org/rfc/rfc9525#section-6.3",),
)
def tls_certificate_wrong_name(
    handshake: Handshake, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    A certificate whose list of names (subjectAltName) does not hold the host. `*.shop.example`
    covers `www.shop.example`, but neither `shop.example` nor `a.b.shop.example`.

    ## Why it matters
    It happens when a host was added to the DNS but not to the hosting platform, or when a server
    falls back to its default certificate. Browsers cannot tell it from an attack.

    ## How to fix it
    Add the host to the platform that serves it, so that it gets its own certificate, or reissue
    the certificate with all its names. For a deeper name order it by itself: a wildcard has one
    level.

    ## Example
    ```text
    wrong:   DNS:shop.example                      (asked for www.shop.example)
    instead: certbot --nginx -d shop.example -d www.shop.example
    ```
    """
    if handshake.trust is not Trust.WRONG_NAME:
        return
    host, port = handshake.subject, handshake.port
    yield Finding(
        subject=host,
        message=f"{host} shows a certificate for another name, so browsers refuse it.",
        fix=f"Have a certificate issued that lists {host} among its names. {renew(platform, host)}",
        verify=trusted(host, port),
        evidence=evidence(handshake),
    )
