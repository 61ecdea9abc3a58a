from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import PRINT, proof
from launchready.derive.dns.lines import dig
from launchready.derive.mail.spf.words import published, split
from launchready.facts.product import Product
from launchready.facts.spf import SpfRecord
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

MOST_BYTES = 450


@check(
    title="The SPF record is too long for a DNS answer",
    impact="Some receivers get a cut answer and cannot check your mail.",
    severity=Severity.MEDIUM,
    rows=("email.spf",),
    references=("https://www.rfc-editor.org/rfc/rfc7208#section-3.4",),
)
def spf_record_too_long(record: SpfRecord, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    SPF records of more than 450 bytes. With the other TXT records of the domain the answer then no
    longer fits the 512 bytes of a plain DNS packet.

    ## Why it matters
    A larger answer must be asked for again over TCP, which some networks block. Receivers behind
    them see a temporary error and delay your mail.

    ## How to fix it
    Move a part of the record to a name of its own and include it; that costs one lookup.

    ## Example
    ```zone
    shop.example. 300 IN TXT "v=spf1 ip4:192.0.2.1 ip4:192.0.2.9 … ~all"  ; 612 bytes
    ```
    Use instead:
    ```zone
    shop.example. 300 IN TXT "v=spf1 include:_spf1.shop.example ~all"
    _spf1.shop.example. 300 IN TXT "v=spf1 ip4:192.0.2.1 ip4:192.0.2.9 … ~all"
    ```
    """
    domain = record.subject
    if len(record.records) != 1:
        return
    size = len(record.records[0].encode())
    if size > MOST_BYTES:
        yield Finding(
            subject=domain,
            message=f"The SPF record of {domain} is {size} bytes long; from about {MOST_BYTES} on"
            f" the answer no longer fits one packet.",
            fix=split(domain, record.records[0], product),
            verify=proof(
                f"{dig(domain, 'TXT')} | grep -i v=spf1",
                f'test "$({PRINT} | wc -c)" -le {MOST_BYTES}',
            ),
            evidence=published(domain, record.records),
        )
