from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import record_has
from launchready.derive.mail.discovery import standing
from launchready.derive.mail.dmarc import Policy
from launchready.derive.mail.proofs import at_least
from launchready.derive.mail.publish import seen
from launchready.derive.mail.tightening import report_mailbox, tightening_plan, worded
from launchready.facts.mail import Dmarc
from launchready.model.check import check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile


@check(
    title="Mail forged in your name is still delivered",
    impact="A swindler's mail from your address reaches your customers.",
    severity=Severity.MEDIUM,
    rows=("email.dmarc",),
    references=("https://www.rfc-editor.org/rfc/rfc9989#section-5",),
)
def dmarc_policy_none(dmarc: Dmarc, profile: Profile) -> Iterator[Finding]:
    """
    ## What it looks for
    A DMARC policy, as receivers apply it, below the profile's target (`dmarc_policy`: 1 for
    `none`, 2 for `quarantine`, 3 for `reject`). A profile that is content with monitoring does
    not report it.

    ## Why it matters
    `p=none` only watches: receivers report forged mail and deliver it.

    ## How to fix it
    Go up in steps, each after two weeks of reports without surprises.

    ## Example
    ```zone
    _dmarc.shop.example. 300 IN TXT "v=DMARC1; p=none; rua=mailto:dmarc@shop.example"
    ```
    Use instead, in the end:
    ```zone
    _dmarc.shop.example. 300 IN TXT "v=DMARC1; p=reject; rua=mailto:dmarc@shop.example"
    ```
    """
    found = standing(dmarc.subject, dmarc.answers).governing
    threshold = profile.threshold("dmarc_policy")
    if found is None or found.record.lost or found.applied is None:
        return
    if threshold.level(found.applied.level) is Level.MET:
        return
    goal = tuple(Policy)[min(int(threshold.target), len(Policy)) - 1]
    plan = worded(found.at, tightening_plan(found.at, found.record, goal))
    name = f"_dmarc.{found.at}"
    yield Finding(
        subject=name,
        message=f"The DMARC policy for {dmarc.subject} is {found.applied}; {goal} is asked for.",
        fix=f"Tighten it step by step:\n{plan}\n{report_mailbox(found.at, found.record)}".rstrip(),
        verify=record_has(name, "TXT", f"v=dmarc1.*[; ]p=({at_least(goal)})"),
        evidence=(seen(name, found.record.text),),
    )
