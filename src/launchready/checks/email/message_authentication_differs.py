from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.mail.message.differences import differences
from launchready.derive.mail.message.words import check_again
from launchready.facts.message import MessageDkim, MessageDmarc, MessageSpf, ReceivedMessage
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The receiver judged your mail differently",
    impact="What looks right from here may still be wrong where your customers read their mail.",
    severity=Severity.MEDIUM,
    rows=("email.alignment",),
    references=("https://www.rfc-editor.org/rfc/rfc8601",),
)
def message_authentication_differs(
    message: ReceivedMessage,
    dkim: MessageDkim | None,
    spf: MessageSpf | None,
    dmarc: MessageDmarc | None,
) -> Iterator[Finding]:
    """
    ## What it looks for
    The topmost Authentication-Results header says `pass` where our evaluation does not, or the
    other way round, for SPF, DKIM of the same domain, or DMARC. What could not be seen from here
    is not compared.

    ## Why it matters
    A difference means that something changed on the way or since: a record was edited, a key was
    rotated, a gateway rewrote the mail, or the records differ from place to place.

    ## How to fix it
    Send the same mail again and compare once more. If the difference stays, look for a gateway
    between the two, and ask several resolvers for the record.

    ## Example
    ```text
    wrong:   receiver: dkim=fail header.d=shop.example      here: dkim=pass
    instead: receiver: dkim=pass header.d=shop.example      here: dkim=pass
    ```
    """
    for one in differences(message, dkim, spf, dmarc):
        yield Finding(
            subject=message.subject,
            message=f"{message.receiver or 'The receiver'} says {one.method} {one.theirs}, our own"
            f" evaluation says {one.ours}.",
            fix="Send the same mail again and compare. If it stays so, look for a gateway that"
            " changes mail between sender and reader, and ask several resolvers for the record.",
            verify=check_again(message.subject),
            evidence=(f"Authentication-Results: {one.method}={one.theirs} {one.about}".strip(),),
        )
