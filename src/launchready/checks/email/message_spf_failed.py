from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.mail.message.words import check_again, permit_sender
from launchready.facts.message import MessageDmarc, MessageSpf, ReceivedMessage
from launchready.facts.spf import SpfVerdict
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Your mail comes from a server that your SPF record does not allow",
    impact="Receivers take your own mail for a forgery and put it into spam.",
    severity=Severity.HIGH,
    rows=("email.spf",),
    references=("https://www.rfc-editor.org/rfc/rfc7208#section-2.6",),
)
def message_spf_failed(
    spf: MessageSpf, message: ReceivedMessage, dmarc: MessageDmarc | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    The address that delivered the message is not allowed to send for the domain of its envelope
    sender: SPF comes to anything but `pass`. Quiet for a message that was forwarded (it carries
    ARC seals) while an aligned signature verifies: forwarding breaks SPF, and nobody minds.

    ## Why it matters
    An SPF failure is the oldest sign of forged mail, and many receivers still weigh it alone.

    ## How to fix it
    Add the sending service to the SPF record of the envelope domain, or let the service use its
    own bounce domain below yours.

    ## Example
    ```zone
    shop.example. 300 IN TXT "v=spf1 include:_spf.google.com ~all"
    ```
    Use instead, where Postmark sends:
    ```zone
    shop.example. 300 IN TXT "v=spf1 include:_spf.google.com include:spf.mtasv.net ~all"
    ```
    """
    if spf.result.verdict is SpfVerdict.PASS:
        return
    if message.arc and dmarc is not None and dmarc.dkim_aligned:
        return
    yield Finding(
        subject=message.subject,
        message=f"SPF of {spf.domain} comes to {spf.result.verdict} for {spf.peer}:"
        f" {spf.result.reason}.",
        fix=permit_sender(spf),
        verify=check_again(message.subject),
        evidence=(
            f"delivered by {spf.peer}, HELO {message.helo or 'not known'}",
            f"{spf.domain} TXT {spf.result.record[:150] or '(none)'}",
        ),
    )
