from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import has, lacks, literal, proof
from launchready.derive.dns.lines import dig
from launchready.derive.mail.discovery import standing
from launchready.derive.mail.dmarc import DmarcRecord, Policy, read_dmarc
from launchready.derive.mail.publish import publish, seen
from launchready.derive.mail.tightening import render, report_mailbox
from launchready.facts.mail import Dmarc
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The DMARC record has a mistake that voids it",
    impact="You believe that forged mail is stopped, and it is delivered.",
    severity=Severity.BLOCKER,
    rows=("email.dmarc",),
    references=("https://www.rfc-editor.org/rfc/rfc9989#section-4.7",),
)
def dmarc_syntax_error(dmarc: Dmarc, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    A record that is meant as DMARC and that receivers ignore, or whose policy they ignore: a
    version that is not exactly `v=DMARC1;`, a policy that is none of `none`, `quarantine` and
    `reject`, a missing `p=`, a tag that stands there twice. Mistakes in tags that receivers skip
    are not reported here.

    ## Why it matters
    The record looks right to the eye. Receivers are strict and drop it without a word.

    ## How to fix it
    Replace the record by the corrected one.

    ## Example
    ```zone
    _dmarc.shop.example. 300 IN TXT "v=DMARC1 p=quarentine rua=dmarc@shop.example"
    ```
    Use instead:
    ```zone
    _dmarc.shop.example. 300 IN TXT "v=DMARC1; p=quarantine; rua=mailto:dmarc@shop.example"
    ```
    """
    found = standing(dmarc.subject, dmarc.answers)
    if found.misread is not None:
        at, text = found.misread
        record = read_dmarc(text)
    elif found.governing is not None and found.governing.record.lost:
        at, record = found.governing.at, found.governing.record
    else:
        return
    name = f"_dmarc.{at}"
    reasons = [str(problem) for problem in record.problems[:4]] or ["it cannot be read"]
    yield Finding(
        subject=name,
        message=f"Receivers ignore the DMARC policy of {at}: {reasons[0]}.",
        fix=publish(name, render(at, record, _meant(record)), product) + report_mailbox(at, record),
        verify=proof(
            dig(name, "TXT"),
            has("v=dmarc1; *p=(none|quarantine|reject)"),
            lacks(literal(record.text)),
        ),
        evidence=(seen(name, record.text), *reasons),
    )


def _meant(record: DmarcRecord) -> Policy:
    """The policy that the owner had in mind, as far as the text shows it."""
    text = record.text.lower()
    words = {"reject": Policy.REJECT, "quar": Policy.QUARANTINE}
    return next((policy for word, policy in words.items() if word in text), Policy.NONE)
