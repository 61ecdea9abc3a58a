from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.certificates.certificate_words import (
    evidence,
    full_chain,
    sent,
)
from launchready.derive.certificates.proofs import trusted
from launchready.facts.platform import Platform
from launchready.facts.tls import Handshake, Trust
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The server leaves out a part of its certificate chain",
    impact="The site opens on your computer and fails on phones, in apps and for payment webhooks.",
    severity=Severity.BLOCKER,
    rows=("tls.valid",),
    references=("https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2",),
)
def tls_missing_intermediate(handshake: Handshake, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A chain in which the certificate that signed the site's own is neither sent nor a known root.

    ## Why it matters
    Some desktop browsers remember or download the missing part, so its owner sees nothing. Phones,
    apps, webhooks of payment providers and command-line tools do not, and refuse.

    ## How to fix it
    Configure the file that holds the whole chain (`fullchain.pem`), not the one with the
    certificate alone (`cert.pem`), and reload the server.

    ## Example
    ```text
    wrong:   ssl_certificate /etc/letsencrypt/live/shop.example/cert.pem;
    instead: ssl_certificate /etc/letsencrypt/live/shop.example/fullchain.pem;
    ```
    """
    if handshake.trust is not Trust.MISSING_INTERMEDIATE:
        return
    host, port = handshake.subject, handshake.port
    yield Finding(
        subject=host,
        message=f"{host} does not send its intermediate certificate, so many devices refuse it.",
        fix=full_chain(platform, host),
        verify=trusted(host, port),
        evidence=(*evidence(handshake), *sent(handshake)),
    )
