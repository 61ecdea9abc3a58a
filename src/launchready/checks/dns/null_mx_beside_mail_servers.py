from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import has, lacks, proof
from launchready.derive.dns.lines import dig, record
from launchready.facts.dns import Zone
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The domain says that it takes no mail, and that it does",
    impact="Some senders give up at once, so mail to you is lost by chance.",
    severity=Severity.HIGH,
    rows=("dns.conflicts", "dns.mx"),
    references=("https://www.rfc-editor.org/rfc/rfc7505#section-3",),
)
def null_mx_beside_mail_servers(zone: Zone) -> Iterator[Finding]:
    """
    ## What it looks for
    The MX record `0 .`, which means "this domain takes no mail", beside other MX records.

    ## Why it matters
    The standard forbids the mix, so every sender makes something else of it.

    ## How to fix it
    Keep one of the two: the null MX, or the mail servers.

    ## Example
    ```zone
    shop.example. 300 IN MX 0 .
    shop.example. 300 IN MX 10 mail.shop.example.
    ```
    Use instead:
    ```zone
    shop.example. 300 IN MX 10 mail.shop.example.
    ```
    """
    name = zone.subject
    mx = zone.mx.values if zone.mx is not None else ()
    if len(mx) > 1 and any(value.endswith(" .") for value in mx):
        yield Finding(
            subject=name,
            message=f"{name} says that it takes no mail, and names mail servers too.",
            fix=f"Remove `{record(name, 'MX', '0 .')}`, or every other MX record.",
            verify=proof(dig(name, "MX"), has("."), lacks(r" \.$")),
            evidence=tuple(f"{name} MX {value[:150]}" for value in mx[:6]),
        )
