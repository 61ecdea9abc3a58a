from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.mail.proofs import spf_without
from launchready.derive.mail.spf.record import read_record
from launchready.derive.mail.spf.repair import without
from launchready.derive.mail.spf.words import cut, published, replace_by
from launchready.facts.product import Product
from launchready.facts.spf import SpfRecord
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The SPF record uses the deprecated ptr",
    impact="Some receivers skip it or time out, so mail fails now and then.",
    severity=Severity.MEDIUM,
    rows=("email.spf",),
    references=("https://www.rfc-editor.org/rfc/rfc7208#section-5.5",),
)
def spf_uses_ptr(record: SpfRecord, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    `ptr`, or the macro `%{p}`, in the record of a sending domain.

    ## Why it matters
    To judge it a receiver asks for the names of the sending address and for the addresses of each
    name. The standard says not to publish it; large receivers ignore it.

    ## How to fix it
    Name the servers with `ip4`, `ip6` or `a:` instead.

    ## Example
    ```zone
    shop.example. 300 IN TXT "v=spf1 ptr include:_spf.google.com ~all"
    ```
    Use instead:
    ```zone
    shop.example. 300 IN TXT "v=spf1 ip4:192.0.2.1 include:_spf.google.com ~all"
    ```
    """
    domain = record.subject
    if len(record.records) != 1:
        return
    read = read_record(record.records[0])
    slow = [
        one
        for one in read.reached
        if one.name == "ptr" or (one.target is not None and "p" in one.target.letters)
    ]
    if slow:
        yield Finding(
            subject=domain,
            message=f"The SPF record of {domain} uses `{cut(slow[0].text)}`, which receivers are"
            f" told not to rely on.",
            fix="Find the servers that only this term lets send, add each as `ip4:ADDRESS`, then: "
            + replace_by(domain, without(read, {one.column for one in slow}), product),
            verify=spf_without(domain, slow[0].text),
            evidence=published(domain, record.records),
        )
