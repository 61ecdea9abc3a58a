from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import record_has
from launchready.derive.mail.discovery import standing
from launchready.derive.mail.dmarc import Policy
from launchready.derive.mail.publish import publish, seen
from launchready.derive.mail.senders import sends
from launchready.derive.mail.tightening import render, report_mailbox, tightening_plan, worded
from launchready.facts.mail import Dmarc, MailDomain
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Nothing tells inboxes how to spot mail forged in your name",
    impact="Anyone can send as you, and large inboxes refuse bulk mail from domains like this.",
    severity=Severity.BLOCKER,
    rows=("email.dmarc",),
    references=("https://www.rfc-editor.org/rfc/rfc9989", "https://www.rfc-editor.org/rfc/rfc7489"),
)
def dmarc_missing(dmarc: Dmarc, domain: MailDomain, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    A domain that sends mail and has no DMARC record, neither its own nor one that it inherits
    from a name above it.

    ## Why it matters
    Without DMARC a forged From address is not checked against SPF and DKIM at all. Google, Yahoo
    and Microsoft ask bulk senders for a record.

    ## How to fix it
    Publish a record in monitoring mode: it changes nothing about delivery, and the reports show
    who sends in your name. Tighten it in steps.

    ## Example
    ```zone
    _dmarc.shop.example.   ; no record
    ```
    Use instead:
    ```zone
    _dmarc.shop.example. 300 IN TXT "v=DMARC1; p=none; rua=mailto:dmarc@shop.example"
    ```
    """
    name = dmarc.subject
    found = standing(name, dmarc.answers)
    if found.governing or found.many or found.misread or not sends(domain, product):
        return
    stands = " The one at the domain itself is read by nobody." if dmarc.misplaced else ""
    first = publish(f"_dmarc.{name}", render(name, None, Policy.NONE), product)
    plan = worded(name, tightening_plan(name, None))
    yield Finding(
        subject=f"_dmarc.{name}",
        message=f"{name} sends mail and has no DMARC record.{stands}",
        fix=f"{first}{report_mailbox(name, None)}\nThen tighten it:\n{plan}",
        verify=record_has(f"_dmarc.{name}", "TXT", "v=dmarc1"),
        evidence=(
            *(f"{one.name} TXT: {one.status}" for one in dmarc.answers[:4]),
            *((seen(name, dmarc.misplaced),) if dmarc.misplaced else ()),
        ),
    )
