from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.mail.message.wanted import faults
from launchready.derive.mail.message.words import check_again
from launchready.facts.message import ReceivedMessage
from launchready.facts.run import Run
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Your mail lacks headers that receivers expect",
    impact="Spam filters count it as mail of a badly written program.",
    severity=Severity.MEDIUM,
    rows=("email.inbox",),
    references=(
        "https://www.rfc-editor.org/rfc/rfc5322#section-3.6",
        "https://support.google.com/a/answer/81126",
    ),
)
def message_headers_missing(message: ReceivedMessage, run: Run) -> Iterator[Finding]:
    """
    ## What it looks for
    No Message-ID or one that is none, no Date or one that is hours away from the receipt, no From
    header, several of them, one without an address or with addresses of several domains, and a
    Reply-To without an address.

    ## Why it matters
    The standard demands Date and From, every mail program writes Message-ID, and Gmail refuses
    mail with several From headers outright.

    ## How to fix it
    Let a mail library or the sending service write these headers.

    ## Example
    ```text
    wrong:   From: hello@shop.example
             From: Shop <hello@shop.example>
    instead: From: Shop <hello@shop.example>
             Date: Mon, 05 Oct 2026 10:00:00 +0000
             Message-ID: <4711@shop.example>
    ```
    """
    for fault in faults(message, run.at):
        yield Finding(
            subject=message.subject,
            message=fault.message,
            fix=fault.fix,
            verify=check_again(message.subject),
            evidence=(fault.evidence,),
        )
