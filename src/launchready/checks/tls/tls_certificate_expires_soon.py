from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.certificates.certificate_words import renew, shown
from launchready.derive.certificates.issuers import is_automatic
from launchready.derive.certificates.proofs import lasts
from launchready.derive.certificates.validity import days_left, is_current, level
from launchready.facts.platform import Platform
from launchready.facts.run import Run
from launchready.facts.tls import Handshake
from launchready.model.check import check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile


@check(
    title="The certificate expires soon",
    impact="In a few days every browser shows a danger page instead of your site.",
    severity=Severity.HIGH,
    rows=("tls.renewal",),
    references=("https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5",),
)
def tls_certificate_expires_soon(
    handshake: Handshake, run: Run, profile: Profile, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    A valid certificate with less time left than the profile's failing line: days for one that
    lives longer than 60 days (`cert_days_left`), a share of its life for a shorter one
    (`cert_lifetime_left`). One that people renew by hand is reported from the target line on.

    ## Why it matters
    Renewal has failed already, or nobody has set it up. Nothing is broken yet, so nobody looks;
    then everything is broken at once, often on a weekend.

    ## How to fix it
    Renew it now, then make renewal automatic and add an alert that looks at the date from outside.

    ## Example
    ```text
    wrong:   notAfter=Nov 27 12:00:00 2026 GMT, and today is 22 November
    instead: certbot renew on a timer, and a monitor that warns with 21 days left
    ```
    """
    if not handshake.chain or not is_current(handshake.chain[0], run.at):
        return
    leaf, host = handshake.chain[0], handshake.subject
    lines = {Level.FAILED} if is_automatic(leaf.issuer) else {Level.FAILED, Level.BETWEEN}
    if level(leaf, run.at, profile) not in lines:
        return
    left = days_left(leaf, run.at)
    unit = "day" if int(left) == 1 else "days"
    yield Finding(
        subject=host,
        message=f"The certificate of {host} expires in {int(left)} {unit}.",
        fix=renew(platform, host),
        verify=lasts(host, handshake.port, int(left) + 1),
        evidence=shown(leaf),
    )
