from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.certificates.proofs import refuses_versions
from launchready.facts.tls import Handshake
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Only outdated encryption is offered",
    impact="Current browsers cannot open the site at all.",
    severity=Severity.HIGH,
    rows=("tls.strength",),
    references=("https://www.rfc-editor.org/rfc/rfc8996",),
)
def tls_old_protocol_only(handshake: Handshake) -> Iterator[Finding]:
    """
    ## What it looks for
    A handshake that offered every version up to TLS 1.3 and ended on TLS 1.1 or older.

    ## Why it matters
    All browsers have removed TLS 1.0 and 1.1. Visitors see an error that they cannot click away.

    ## How to fix it
    Update the software that ends the TLS connections; anything with OpenSSL 1.0.1 (2012) or later
    knows TLS 1.2. If it cannot be updated, put an edge network or a proxy in front of it.

    ## Example
    ```text
    wrong:   New, TLSv1.0, Cipher is ECDHE-RSA-AES256-SHA
    instead: New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384
    ```
    """
    if handshake.version not in {"SSLv3", "TLSv1.0", "TLSv1.1"}:
        return
    host = handshake.subject
    yield Finding(
        subject=host,
        message=f"{host} offers nothing newer than {handshake.version}, which browsers refuse.",
        fix=f"Update the software that ends the TLS connections of {host}, allow TLS 1.2 and 1.3,"
        " or put an edge network in front of it.",
        verify=refuses_versions(host, handshake.port, ("TLSv1.0", "TLSv1.1")),
        evidence=(f"version: {handshake.version}", f"suite: {handshake.cipher}"),
    )
