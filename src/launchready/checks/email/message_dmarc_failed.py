from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.mail.message.words import check_again
from launchready.facts.message import MessageDmarc
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

FATE = {
    "reject": "your own policy asks receivers to refuse it",
    "quarantine": "your own policy asks receivers to put it into spam",
    "none": "your policy only watches so far, but Gmail and Yahoo count it against you",
    "": "there is no DMARC record, and Gmail and Yahoo count it against you",
}


@check(
    title="Your mail fails DMARC",
    impact="Welcome, reset and receipt mails are refused or land in spam.",
    severity=Severity.BLOCKER,
    rows=("email.alignment", "email.inbox"),
    references=("https://www.rfc-editor.org/rfc/rfc9989#section-5.3",),
)
def message_dmarc_failed(dmarc: MessageDmarc) -> Iterator[Finding]:
    """
    ## What it looks for
    Neither SPF nor DKIM passes for a domain that is aligned with the From header of the message,
    judged by our own evaluation and not by what the receiver says.

    ## Why it matters
    This is the test that mailbox providers apply. With a policy of `reject` the mail is gone; with
    `quarantine` it is in spam; without a policy it is mail of a stranger.

    ## How to fix it
    Let the sending service sign with your domain (DKIM), then let it use a bounce domain below
    yours (SPF). One of the two is enough to pass; both survive more.

    ## Example
    ```text
    wrong:   dmarc=fail header.from=shop.example
    instead: dmarc=pass header.from=shop.example
    ```
    """
    if not dmarc.passes:
        yield Finding(
            subject=dmarc.subject,
            message=f"The message fails DMARC for {dmarc.from_domain}: {FATE[dmarc.policy]}.",
            fix=f"Sign this mail with d={dmarc.from_domain}, and let its envelope sender be an"
            f" address of {dmarc.from_domain} that the SPF record allows.",
            verify=check_again(dmarc.subject),
            evidence=(
                (
                    f"SPF aligned: {'yes' if dmarc.spf_aligned else 'no'}; DKIM aligned:"
                    f" {'yes' if dmarc.dkim_aligned else 'no'}; policy"
                    f" {dmarc.policy or 'none published'}"
                ),
                *((f"_dmarc.{dmarc.policy_at} TXT {dmarc.record[:150]}",) if dmarc.record else ()),
            ),
        )
