from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.mail.message.words import probe_again
from launchready.facts.message import MailDelivery
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The verification link does not work",
    impact="Nobody can finish a sign-up.",
    severity=Severity.BLOCKER,
    rows=("flow.email_verify", "email.links"),
    references=("https://www.rfc-editor.org/rfc/rfc9110#section-15",),
)
def verification_link_broken(delivery: MailDelivery) -> Iterator[Finding]:
    """
    ## What it looks for
    A probe was told which link of the mail to open (`--follow`), and there was none, it leads off
    the hosts of the manifest, or it ends in an error.

    ## Why it matters
    It is the last step of every sign-up, and the one that nobody tries after the first week.

    ## How to fix it
    Open the link of a fresh mail in a private window and follow the error in the app's log.

    ## Example
    ```text
    wrong:   https://app.shop.example/verify?token=***    500
    instead: https://app.shop.example/verify?token=***    200
    ```
    """
    if delivery.follow_problem:
        status = delivery.follow_status or "no answer"
        yield Finding(
            subject=delivery.subject,
            message=f"The verification link does not work: {delivery.follow_problem}.",
            fix="Open the link of a fresh mail in a private window, and follow the error in the"
            " app's log.",
            verify=probe_again(),
            evidence=(f"{delivery.followed[:150] or 'no link'} {status}",),
        )
