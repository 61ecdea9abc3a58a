from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.certificates.certificate_words import (
    evidence,
    full_chain,
    sent,
)
from launchready.derive.certificates.proofs import in_order
from launchready.facts.platform import Platform
from launchready.facts.tls import Handshake, Trust
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The certificate chain is sent in the wrong order",
    impact="Older devices and some programs refuse the site.",
    severity=Severity.MEDIUM,
    rows=("tls.valid",),
    references=("https://www.rfc-editor.org/rfc/rfc5246#section-7.4.2",),
)
def tls_chain_wrong_order(handshake: Handshake, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A chain that can be trusted, but in which a certificate is not followed by the one that signed
    it.

    ## Why it matters
    TLS 1.2 and before demand the order. Browsers sort it out; embedded devices, old phones and
    some libraries do not.

    ## How to fix it
    Put the file together again: the site's certificate first, then each intermediate in turn,
    without the root. The file that the authority or certbot delivers is in order already.

    ## Example
    ```text
    wrong:   cat cert.pem root.pem intermediate.pem > chain.pem
    instead: cat cert.pem intermediate.pem > fullchain.pem
    ```
    """
    if handshake.trust is not Trust.WRONG_ORDER:
        return
    host, port = handshake.subject, handshake.port
    yield Finding(
        subject=host,
        message=f"{host} sends its certificates in the wrong order, which some clients refuse.",
        fix=full_chain(platform, host),
        verify=in_order(host, port),
        evidence=(*evidence(handshake), *sent(handshake)),
    )
