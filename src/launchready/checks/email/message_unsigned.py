from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.mail.message.words import check_again
from launchready.facts.message import MessageDkim, ReceivedMessage
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Your mail is not signed",
    impact="Gmail and Yahoo refuse or hide unsigned mail, so customers never see it.",
    severity=Severity.BLOCKER,
    rows=("email.dkim",),
    references=(
        "https://www.rfc-editor.org/rfc/rfc6376",
        "https://support.google.com/a/answer/81126",
    ),
)
def message_unsigned(dkim: MessageDkim, message: ReceivedMessage) -> Iterator[Finding]:
    """
    ## What it looks for
    A received message without any DKIM-Signature header.

    ## Why it matters
    Large mailbox providers want SPF and DKIM from everybody who sends in numbers, and a forwarded
    message can prove where it comes from by its signature alone.

    ## How to fix it
    Switch on DKIM for your domain at the service that sends the mail, and publish the key records
    that it shows.

    ## Example
    ```text
    wrong:   (no DKIM-Signature header)
    instead: DKIM-Signature: v=1; a=rsa-sha256; d=shop.example; s=mail; ...
    ```
    """
    if not dkim.signatures:
        domain = message.from_domain or "your domain"
        yield Finding(
            subject=message.subject,
            message="The message carries no DKIM signature.",
            fix=f"Switch on DKIM for {domain} at the service that sends this mail, and publish the"
            " records that it shows (SELECTOR._domainkey).",
            verify=check_again(message.subject),
            evidence=(f"From domain {domain}, no DKIM-Signature header",),
        )
