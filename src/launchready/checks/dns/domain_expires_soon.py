from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import body, has, lacks, literal, proof
from launchready.facts.dns import RegistrationEnd
from launchready.facts.run import Run
from launchready.model.check import check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile


@check(
    title="Your domain runs out soon",
    impact="When it does, site and mail stop, and somebody else may buy the name.",
    severity=Severity.HIGH,
    rows=("dns.domain_expiry",),
    references=("https://www.rfc-editor.org/rfc/rfc9083#section-4.5",),
)
def domain_expires_soon(end: RegistrationEnd, profile: Profile, run: Run) -> Iterator[Finding]:
    """
    ## What it looks for
    A registration that ends, by the registry's own record, in fewer days than the profile asks
    for.

    ## Why it matters
    Renewals fail over an expired card and reminders go to an address nobody reads.

    ## How to fix it
    Renew for two years, switch automatic renewal on, and check the card and the e-mail address at
    the registrar.

    ## Example
    ```json
    {"eventAction": "expiration", "eventDate": "2026-11-19T00:00:00Z"}
    ```
    Use instead: an end that is at least two months away, and automatic renewal.
    """
    wanted = profile.threshold("domain_days_left")
    left = (end.at - run.at).total_seconds() / 86_400
    if wanted.level(left) is Level.MET:
        return
    day, domain = end.at.date().isoformat(), end.subject
    at = f"Sign in at {end.registrar}" if end.registrar else "Sign in at your registrar"
    yield Finding(
        subject=domain,
        message=f"The registration of {domain} ran out on {day}."
        if left < 0
        else f"The registration of {domain} ends in {left:.0f} days, on {day}.",
        fix=f"{at}, renew {domain}, switch automatic renewal on, and check the card on file.",
        verify=proof(
            body(f"https://rdap.org/domain/{domain}", "-L"),
            has('"expiration"'),
            lacks(literal(day)),
        ),
        evidence=(f"expiration {end.at.isoformat()}",),
    )
