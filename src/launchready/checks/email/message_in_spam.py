from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.mail.message.words import probe_again
from launchready.facts.message import MailPlacement
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Your mail lands in spam",
    impact="Customers do not find their verification, reset and receipt mails.",
    severity=Severity.BLOCKER,
    rows=("email.inbox",),
    references=("https://support.google.com/a/answer/81126",),
)
def message_in_spam(placement: MailPlacement) -> Iterator[Finding]:
    """
    ## What it looks for
    The mailbox that a probe reads over IMAP holds the mail in its junk folder, or the receiver
    marked it as spam. An own mail server has no such judgement: then this stays unknown.

    ## Why it matters
    Nobody looks there for the mail that finishes a sign-up.

    ## How to fix it
    First let SPF, DKIM and DMARC pass. Then look at the text and its links, at the age and the
    standing of the domain, and at complaints (Google Postmaster Tools).

    ## Example
    ```text
    wrong:   Junk    "Confirm your address"
    instead: INBOX   "Confirm your address"
    ```
    """
    if placement.spam:
        yield Finding(
            subject=placement.subject,
            message=f"The receiver put the message into {placement.folder}.",
            fix="Repair what SPF, DKIM and DMARC show first; then look at links and wording, and"
            " at the standing of the domain at the receiver (Google Postmaster Tools).",
            verify=probe_again(),
            evidence=(placement.evidence[:200],),
        )
