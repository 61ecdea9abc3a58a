from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import record_once
from launchready.derive.mail.spf.repair import merged
from launchready.derive.mail.spf.words import published, replace_by
from launchready.facts.product import Product
from launchready.facts.spf import SpfRecord
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Several SPF records cancel each other",
    impact="Receivers read none of them, so your mail counts as unauthenticated.",
    severity=Severity.BLOCKER,
    rows=("email.spf",),
    references=("https://www.rfc-editor.org/rfc/rfc7208#section-4.5",),
)
def spf_many_records(record: SpfRecord, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    More than one TXT record of a sending domain that begins with `v=spf1`, even where they are the
    same.

    ## Why it matters
    Two records are an error by the standard: receivers give up instead of choosing. It happens
    when a new service says "add this record" and nobody removes the old one.

    ## How to fix it
    Publish one record with the terms of all, and remove the others.

    ## Example
    ```zone
    shop.example. 300 IN TXT "v=spf1 include:_spf.google.com ~all"
    shop.example. 300 IN TXT "v=spf1 include:spf.mtasv.net ~all"
    ```
    Use instead:
    ```zone
    shop.example. 300 IN TXT "v=spf1 include:_spf.google.com include:spf.mtasv.net ~all"
    ```
    """
    domain, records = record.subject, record.records
    if len(records) > 1:
        yield Finding(
            subject=domain,
            message=f"{domain} publishes {len(records)} SPF records, so receivers use none of"
            f" them.",
            fix=replace_by(domain, merged(records), product),
            verify=record_once(domain, "TXT", "v=spf1"),
            evidence=published(domain, records),
        )
