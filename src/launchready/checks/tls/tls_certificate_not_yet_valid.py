from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.certificates.certificate_words import evidence, renew
from launchready.derive.certificates.proofs import trusted
from launchready.facts.platform import Platform
from launchready.facts.tls import Handshake, Trust
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The certificate is not valid yet",
    impact="Every browser shows a danger page until the certificate's first day.",
    severity=Severity.BLOCKER,
    rows=("tls.valid",),
    references=("https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5",),
)
def tls_certificate_not_yet_valid(
    handshake: Handshake, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    A certificate on the way from the site's own to a known root whose first day has not come, at
    the time of the run.

    ## Why it matters
    It was prepared for later and went live too early, or the clock of the machine that made it is
    wrong. Visitors get the same danger page as for an expired one.

    ## How to fix it
    Serve the certificate that was valid before, or have a new one issued. Set the clock of the
    machine by NTP if it made the certificate itself.

    ## Example
    ```text
    wrong:   notBefore=Dec  1 00:00:00 2026 GMT, and today is 22 November
    instead: the certificate that is valid today, and the new one on its first day
    ```
    """
    if handshake.trust is not Trust.NOT_YET_VALID:
        return
    host, port = handshake.subject, handshake.port
    yield Finding(
        subject=host,
        message=f"The certificate of {host} is not valid yet, so browsers refuse the site.",
        fix=f"Put the previous certificate back, or issue a new one. {renew(platform, host)}",
        verify=trusted(host, port),
        evidence=evidence(handshake),
    )
