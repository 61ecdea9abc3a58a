from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.certificates.certificate_words import evidence, renew
from launchready.derive.certificates.proofs import lasts
from launchready.facts.platform import Platform
from launchready.facts.tls import Handshake, Trust
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The certificate has expired",
    impact="Every browser shows a danger page instead of your site, and webhooks stop working.",
    severity=Severity.BLOCKER,
    rows=("tls.valid",),
    references=("https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5",),
)
def tls_certificate_expired(handshake: Handshake, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A certificate on the way from the site's own to a known root whose last day is over, at the
    time of the run.

    ## Why it matters
    No browser lets visitors past without a warning, and with HSTS they cannot get past at all.
    Programs that call the site fail without anybody seeing a page.

    ## How to fix it
    Renew the certificate where the connection ends: at the edge network if there is one, else on
    the server. Then find out why nothing renewed it: a timer that is off, a challenge that a
    firewall blocks, or a web server that was not reloaded after the renewal.

    ## Example
    ```text
    wrong:   notAfter=Nov  1 12:00:00 2026 GMT, and today is 22 November
    instead: certbot renew && systemctl reload nginx, with certbot.timer enabled
    ```
    """
    if handshake.trust is not Trust.EXPIRED:
        return
    host, port = handshake.subject, handshake.port
    yield Finding(
        subject=host,
        message=f"The certificate of {host} has expired, so browsers refuse the site.",
        fix=renew(platform, host),
        verify=lasts(host, port, 0),
        evidence=evidence(handshake),
    )
