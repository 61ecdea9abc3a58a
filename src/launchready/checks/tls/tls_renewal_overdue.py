from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.certificates.certificate_words import renew, shown
from launchready.derive.certificates.issuers import organisation
from launchready.derive.certificates.proofs import lasts
from launchready.derive.certificates.validity import days_left, is_current, is_overdue, level
from launchready.facts.platform import Platform
from launchready.facts.run import Run
from launchready.facts.tls import Handshake
from launchready.model.check import check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile


@check(
    title="The certificate should have renewed itself by now",
    impact="The automatic renewal is broken; the site goes dark the day the certificate ends.",
    severity=Severity.HIGH,
    rows=("tls.renewal",),
    references=("https://letsencrypt.org/docs/integration-guide/",),
)
def tls_renewal_overdue(
    handshake: Handshake, run: Run, profile: Profile, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    A certificate of an issuer whose certificates are renewed by a program (Let's Encrypt, Google
    Trust Services, ZeroSSL, Cloudflare, Amazon), with less than a quarter of its life left, or
    less than 30 days where it lives longer than 100 days. Programs renew with a third of the life
    left, the long-lived ones 45 to 60 days ahead.

    ## Why it matters
    A renewal that has been tried for a week and failed will go on failing. There is still time to
    repair it in peace.

    ## How to fix it
    Read the log of the program that renews. Usual causes: the challenge path or port 80 is
    blocked, the DNS has moved, a CAA record forbids the issuer, the timer is off, or the server
    was not reloaded.

    ## Example
    ```text
    wrong:   notBefore=Sep 15 2026, notAfter=Dec 14 2026, and today is 22 November
    instead: certbot renew --dry-run passes, and certbot.timer is active
    ```
    """
    if not handshake.chain or not is_current(handshake.chain[0], run.at):
        return
    leaf, host = handshake.chain[0], handshake.subject
    if not is_overdue(leaf, run.at) or level(leaf, run.at, profile) is Level.FAILED:
        return
    yield Finding(
        subject=host,
        message=f"The certificate of {host} is from {organisation(leaf.issuer)}, which renews by"
        f" program, but with {int(days_left(leaf, run.at))} days left it was not renewed.",
        fix=f"Read why the last renewal failed and repair it. {renew(platform, host)}",
        verify=lasts(host, handshake.port, int(days_left(leaf, run.at)) + 1),
        evidence=shown(leaf),
    )
