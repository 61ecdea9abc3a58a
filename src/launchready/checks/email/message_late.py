from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.mail.message.words import probe_again
from launchready.facts.message import MailDelivery
from launchready.model.check import check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile

MINUTE = 60


@check(
    title="The verification mail comes too late",
    impact="New users give up before they can sign in.",
    severity=Severity.HIGH,
    rows=("email.delay",),
    references=("https://www.rfc-editor.org/rfc/rfc5321#section-4.5.4.1",),
)
def message_late(delivery: MailDelivery, profile: Profile) -> Iterator[Finding]:
    """
    ## What it looks for
    The mail that a probe asked for did not arrive while the probe waited, or took longer than the
    profile allows.

    ## Why it matters
    Somebody who signs up is waiting in front of an empty inbox, and leaves.

    ## How to fix it
    Look into the sending service's log for this mail. Send verification mails at once and not from
    a nightly or a busy queue; a deferred delivery (greylisting) points to a new or doubted sender.

    ## Example
    ```text
    wrong:   sign-up at 10:00:00, mail at 10:17:40
    instead: sign-up at 10:00:00, mail at 10:00:06
    ```
    """
    limit = profile.threshold("verification_delay")
    took = f"{delivery.seconds:.0f} seconds"
    if delivery.arrived and limit.level(delivery.seconds / MINUTE) is Level.MET:
        return
    said = f"took {took} to arrive" if delivery.arrived else f"had not arrived after {took}"
    yield Finding(
        subject=delivery.subject,
        message=f"The mail {said}; the profile allows {limit.target:g} minutes.",
        fix="Find this mail in the sending service's log, and send such mails at once instead of"
        " from a shared queue.",
        verify=probe_again(),
        evidence=(f"asked for by {delivery.trigger[:120]}, awaited in {delivery.mailbox[:60]}",),
    )
