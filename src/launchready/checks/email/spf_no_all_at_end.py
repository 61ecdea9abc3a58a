from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import record_has
from launchready.derive.mail.spf.record import read_record
from launchready.derive.mail.spf.repair import in_order
from launchready.derive.mail.spf.words import published, replace_by
from launchready.facts.product import Product
from launchready.facts.spf import SpfRecord
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The SPF record does not say what happens to forgers",
    impact="Mail from anywhere else counts as neither allowed nor forbidden, as without a record.",
    severity=Severity.MEDIUM,
    rows=("email.spf",),
    references=(
        "https://www.rfc-editor.org/rfc/rfc7208#section-4.7",
        "https://www.rfc-editor.org/rfc/rfc7208#section-5.1",
    ),
)
def spf_no_all_at_end(record: SpfRecord, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    A record without `all` and without `redirect=`.

    ## Why it matters
    For a sender that no term names, the result is then "neutral": the record allows the right
    ones and stops nobody.

    ## How to fix it
    End the record with `~all`.

    ## Example
    ```zone
    shop.example. 300 IN TXT "v=spf1 include:_spf.google.com"
    ```
    Use instead:
    ```zone
    shop.example. 300 IN TXT "v=spf1 include:_spf.google.com ~all"
    ```
    """
    domain = record.subject
    if len(record.records) != 1:
        return
    read = read_record(record.records[0])
    if read.problems or read.all is not None or read.redirect is not None:
        return
    words = (*(one.text for one in read.terms), "~all")
    yield Finding(
        subject=domain,
        message=f"The SPF record of {domain} ends without `all`, so it forbids nobody to send.",
        fix=replace_by(domain, in_order(words), product),
        verify=record_has(domain, "TXT", "v=spf1.*([~?-]all|redirect=)"),
        evidence=published(domain, record.records),
    )
