from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import record_has
from launchready.derive.mail.publish import publish
from launchready.derive.mail.senders import sends
from launchready.facts.mail import MailDomain
from launchready.facts.product import Product
from launchready.facts.spf import SpfRecord
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A domain that sends no mail can be sent from by anyone",
    impact="Forgers pick exactly such domains, and your customers get fraud in your name.",
    severity=Severity.MEDIUM,
    rows=("email.spf",),
    references=("https://www.rfc-editor.org/rfc/rfc7208#section-3",),
)
def spf_missing_on_silent_domain(
    record: SpfRecord, mail: MailDomain, product: Product
) -> Iterator[Finding]:
    """
    ## What it looks for
    A domain that sends no mail, as declared or as its records suggest, and has no SPF record.

    ## Why it matters
    Silence forbids nothing: mail in the name of the domain is judged by chance.

    ## How to fix it
    Say that nobody may send. Remove the record when the domain begins to send.

    ## Example
    ```zone
    ; parked-shop.example has no TXT record
    ```
    Use instead:
    ```zone
    parked-shop.example. 300 IN TXT "v=spf1 -all"
    ```
    """
    domain = record.subject
    if record.records or sends(mail, product):
        return
    yield Finding(
        subject=domain,
        message=f"{domain} sends no mail, and no SPF record says so.",
        fix=publish(domain, "v=spf1 -all", product),
        verify=record_has(domain, "TXT", "^.?v=spf1 "),
        evidence=(f"{domain} TXT: no record begins with v=spf1",),
    )
