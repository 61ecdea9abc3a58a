from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import record_has
from launchready.derive.mail.discovery import standing
from launchready.derive.mail.publish import publish
from launchready.derive.mail.senders import sends
from launchready.facts.mail import Dmarc, MailDomain
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A domain that sends no mail can be forged",
    impact="Swindlers write to your customers from your own name.",
    severity=Severity.MEDIUM,
    rows=("email.dmarc",),
    references=("https://www.rfc-editor.org/rfc/rfc9989",),
)
def dmarc_missing_on_silent_domain(
    dmarc: Dmarc, domain: MailDomain, product: Product
) -> Iterator[Finding]:
    """
    ## What it looks for
    A domain that sends no mail and has no DMARC record that says so.

    ## Why it matters
    Inboxes cannot know that every mail from this domain is forged. One record tells them, and
    since no real mail exists it can be strict at once.

    ## How to fix it
    Publish a DMARC record that refuses everything.

    ## Example
    ```zone
    _dmarc.shop.example.   ; no record
    ```
    Use instead:
    ```zone
    _dmarc.shop.example. 300 IN TXT "v=DMARC1; p=reject; sp=reject"
    ```
    """
    name = dmarc.subject
    found = standing(name, dmarc.answers)
    if found.governing or found.many or found.misread or sends(domain, product):
        return
    yield Finding(
        subject=f"_dmarc.{name}",
        message=f"{name} sends no mail, but nothing tells inboxes to refuse mail in its name.",
        fix=publish(f"_dmarc.{name}", "v=DMARC1; p=reject; sp=reject", product),
        verify=record_has(f"_dmarc.{name}", "TXT", "v=dmarc1.*p=reject"),
        evidence=tuple(f"{one.name} TXT: {one.status}" for one in dmarc.answers[:4]),
    )
