from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import has, lacks, proof
from launchready.derive.dns.lines import dig
from launchready.derive.mail.discovery import standing
from launchready.derive.mail.dmarc import Policy
from launchready.derive.mail.publish import publish, seen
from launchready.derive.mail.tightening import render, report_mailbox
from launchready.facts.mail import Dmarc
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

_ALL = 100


@check(
    title="The DMARC policy holds for part of the mail only",
    impact="Some forged mail is delivered by your own order.",
    severity=Severity.MEDIUM,
    rows=("email.dmarc",),
    references=("https://www.rfc-editor.org/rfc/rfc9989#section-4.7",),
)
def dmarc_partial(dmarc: Dmarc, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    `quarantine` or `reject` with `pct=` under 100, or with the testing flag `t=y`. Beside
    `p=none` neither changes anything.

    ## Why it matters
    `pct=` and `t=y` are for the days of a change. Left in place they let forged mail through, and
    `pct=` is gone from the standard, so receivers disagree on what it means.

    ## How to fix it
    Remove the tag. If you do not dare to, go back to `p=none` and read the reports first.

    ## Example
    ```zone
    _dmarc.shop.example. 300 IN TXT "v=DMARC1; p=reject; pct=20; rua=mailto:dmarc@shop.example"
    ```
    Use instead:
    ```zone
    _dmarc.shop.example. 300 IN TXT "v=DMARC1; p=reject; rua=mailto:dmarc@shop.example"
    ```
    """
    found = standing(dmarc.subject, dmarc.answers).governing
    if found is None or found.record.lost:
        return
    record, policy, name = found.record, found.record.policy, f"_dmarc.{found.at}"
    if policy is None or policy is Policy.NONE:
        return
    if record.percent < _ALL:
        what, tag = f"for {record.percent} % of the mail", f"pct={record.percent}"
    elif record.testing:
        what, tag = "as a test, one level weaker than written", "t=y"
    else:
        return
    yield Finding(
        subject=name,
        message=f"The policy p={policy} of {found.at} is applied {what}.",
        fix=f"Take `{tag}` out of the record, so that p={policy} holds for all mail; with nothing"
        f" else held back it is this: {publish(name, render(found.at, record, policy), product)}"
        f"{report_mailbox(found.at, record)}",
        verify=proof(
            dig(name, "TXT"),
            has("v=dmarc1.*p=(quarantine|reject)"),
            lacks("pct=[0-9]{1,2}([^0-9]|$)|t=y"),
        ),
        evidence=(seen(name, record.text),),
    )
