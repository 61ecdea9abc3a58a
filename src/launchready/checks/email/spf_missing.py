from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import record_has
from launchready.derive.mail.publish import publish
from launchready.derive.mail.senders import sends
from launchready.derive.mail.spf.words import first_record, published
from launchready.facts.mail import MailDomain
from launchready.facts.product import Product
from launchready.facts.spf import SpfRecord
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="No record says who may send your mail",
    impact="Sign-up and receipt mails land in spam, and anyone can send mail as you.",
    severity=Severity.BLOCKER,
    rows=("email.spf",),
    references=(
        "https://www.rfc-editor.org/rfc/rfc7208#section-3",
        "https://www.rfc-editor.org/rfc/rfc7208#section-4.5",
    ),
)
def spf_missing(record: SpfRecord, mail: MailDomain, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    A domain that sends mail and has no TXT record that begins with `v=spf1` and a space. Records
    that were meant to be one, with a stray quote or a misspelt version, are shown.

    ## Why it matters
    Receivers look the record up for each message. Without one nothing tells your mail from a
    forger's, and large mailbox providers refuse or filter it.

    ## How to fix it
    List every service that sends for you and publish one record that includes each. Begin with
    `~all`; DMARC decides what happens to the rest.

    ## Example
    ```zone
    ; shop.example has TXT records, and none of them begins with v=spf1
    ```
    Use instead:
    ```zone
    shop.example. 300 IN TXT "v=spf1 include:_spf.google.com include:spf.mtasv.net ~all"
    ```
    """
    domain = record.subject
    if record.records or not sends(mail, product):
        return
    misses = record.near_misses
    meant = "; what stands there is not one, as receivers read it" if misses else ""
    yield Finding(
        subject=domain,
        message=f"{domain} sends mail and publishes no SPF record{meant}.",
        fix=publish(domain, first_record(mail, product), product)
        + " Add an include for every further service that sends for you.",
        verify=record_has(domain, "TXT", "^.?v=spf1 "),
        evidence=published(domain, misses) or (f"{domain} TXT: no record begins with v=spf1",),
    )
