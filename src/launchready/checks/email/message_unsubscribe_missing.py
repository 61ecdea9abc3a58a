from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.mail.message.words import check_again
from launchready.facts.message import ReceivedMessage
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Your bulk mail has no one-click unsubscribe",
    impact="Readers press the spam button instead, and then receipts land in spam as well.",
    severity=Severity.MEDIUM,
    rows=("email.inbox",),
    references=(
        "https://www.rfc-editor.org/rfc/rfc8058",
        "https://support.google.com/a/answer/81126",
    ),
)
def message_unsubscribe_missing(message: ReceivedMessage) -> Iterator[Finding]:
    """
    ## What it looks for
    A message that is sent to many (List-Id, Feedback-ID, Precedence) without a List-Unsubscribe
    header over HTTPS and List-Unsubscribe-Post for one click. Welcome, reset and receipt mails
    need neither, and are left alone.

    ## Why it matters
    Gmail and Yahoo ask it of everybody who sends in numbers. Where the button is missing, the
    reader's other button is "spam".

    ## How to fix it
    Switch it on at the sending service, or add both headers; the address must unsubscribe on a
    POST without asking anything.

    ## Example
    ```text
    wrong:   List-Unsubscribe: <mailto:leave@shop.example>
    instead: List-Unsubscribe: <https://shop.example/u/abc>, <mailto:leave@shop.example>
             List-Unsubscribe-Post: List-Unsubscribe=One-Click
    ```
    """
    if not message.bulk or ("https" in message.unsubscribe and message.one_click):
        return
    ways = ", ".join(message.unsubscribe) or "no List-Unsubscribe"
    yield Finding(
        subject=message.subject,
        message=f"The message is sent to many ({message.bulk}), and readers cannot leave by one"
        " click.",
        fix="Add `List-Unsubscribe: <https://YOUR-HOST/unsubscribe/TOKEN>` and"
        " `List-Unsubscribe-Post: List-Unsubscribe=One-Click`, and cover both by the signature.",
        verify=check_again(message.subject),
        evidence=(f"{ways}; List-Unsubscribe-Post {'there' if message.one_click else 'missing'}",),
    )
