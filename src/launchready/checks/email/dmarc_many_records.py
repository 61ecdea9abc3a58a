from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import record_once
from launchready.derive.mail.discovery import standing
from launchready.derive.mail.dmarc import read_dmarc
from launchready.derive.mail.publish import publish, seen
from launchready.derive.mail.tightening import merged
from launchready.facts.mail import Dmarc
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Two DMARC records cancel each other",
    impact="Receivers ignore both, so anyone can send as you.",
    severity=Severity.BLOCKER,
    rows=("email.dmarc",),
    references=("https://www.rfc-editor.org/rfc/rfc9989#section-4.10",),
)
def dmarc_many_records(dmarc: Dmarc, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    More than one TXT record that begins with `v=DMARC1` at one name.

    ## Why it matters
    The standard tells receivers to discard all of them. It usually happens when a second service
    asks for "its" record and somebody adds it beside the first.

    ## How to fix it
    Keep the stricter record, put the report addresses of all of them into its `rua=`, and remove
    the others.

    ## Example
    ```zone
    _dmarc.shop.example. 300 IN TXT "v=DMARC1; p=reject; rua=mailto:a@shop.example"
    _dmarc.shop.example. 300 IN TXT "v=DMARC1; p=none; rua=mailto:b@reports.example"
    ```
    Use instead:
    ```zone
    _dmarc.shop.example. 300 IN TXT "v=DMARC1; p=reject; rua=mailto:a@shop.example,mailto:b@…"
    ```
    """
    found = standing(dmarc.subject, dmarc.answers)
    if found.many is None:
        return
    at, records = found.many
    name = f"_dmarc.{at}"
    keep = publish(name, merged(at, (read_dmarc(text) for text in records[:10])), product)
    yield Finding(
        subject=name,
        message=f"{at} has {len(records)} DMARC records, so receivers ignore them all.",
        fix=f"Remove all DMARC records at {name} but one. {keep}",
        verify=record_once(name, "TXT", "v=dmarc1"),
        evidence=tuple(seen(name, text) for text in records[:4]),
    )
