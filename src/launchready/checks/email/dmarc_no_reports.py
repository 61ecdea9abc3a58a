from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import record_has
from launchready.derive.mail.discovery import standing
from launchready.derive.mail.publish import publish, seen
from launchready.derive.mail.senders import sends
from launchready.derive.mail.tightening import render, report_mailbox
from launchready.facts.mail import Dmarc, MailDomain
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Nobody is told who sends mail in your name",
    impact="You cannot see that your own mail fails, or that somebody forges it.",
    severity=Severity.MEDIUM,
    rows=("email.dmarc",),
    references=("https://www.rfc-editor.org/rfc/rfc9990",),
)
def dmarc_no_reports(dmarc: Dmarc, domain: MailDomain, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    A DMARC record in force without a usable address in `rua=`: no address, or one that lacks
    `mailto:`. A domain that sends no mail needs no reports.

    ## Why it matters
    The reports are the point of monitoring mode: they show which of your services send without
    proof. Without them a stricter policy is a guess.

    ## How to fix it
    Add `rua=mailto:` and a mailbox, or the address of a report service.

    ## Example
    ```zone
    _dmarc.shop.example. 300 IN TXT "v=DMARC1; p=none"
    ```
    Use instead:
    ```zone
    _dmarc.shop.example. 300 IN TXT "v=DMARC1; p=none; rua=mailto:dmarc@shop.example"
    ```
    """
    found = standing(dmarc.subject, dmarc.answers).governing
    if found is None or found.record.lost or found.record.policy is None:
        return
    if any(uri.address for uri in found.record.aggregate) or not sends(domain, product):
        return
    name = f"_dmarc.{found.at}"
    wrong = [str(problem) for problem in found.record.problems if "rua" in problem.why]
    yield Finding(
        subject=name,
        message=f"The DMARC record of {found.at} names no address that reports can go to.",
        fix=f"Add an address for reports to the record:"
        f" {publish(name, render(found.at, found.record, found.record.policy), product)}"
        f"{report_mailbox(found.at, found.record)}",
        verify=record_has(name, "TXT", "v=dmarc1.*rua=mailto:[^ ;]+@"),
        evidence=(seen(name, found.record.text), *wrong[:2]),
    )
