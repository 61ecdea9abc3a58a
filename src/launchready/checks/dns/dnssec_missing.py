from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import record_has
from launchready.facts.dns import Dnssec
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The domain's records are not signed",
    impact="Whoever controls a network on the way can send your visitors elsewhere.",
    severity=Severity.MEDIUM,
    rows=("dns.dnssec",),
    references=("https://www.rfc-editor.org/rfc/rfc9364",),
)
def dnssec_missing(dnssec: Dnssec) -> Iterator[Finding]:
    """
    ## What it looks for
    A domain without a DS record at its parent: not signed at all, or signed in vain because the
    registrar was never told.

    ## Why it matters
    Unsigned answers can be forged. Certificates and mail policies rely on them.

    ## How to fix it
    Switch DNSSEC on at the DNS host and give the DS record that it shows to the registrar. When
    both are one company, it is one switch.

    ## Example
    ```
    $ dig +short shop.example DS
    ```
    Use instead:
    ```
    $ dig +short shop.example DS
    2371 13 2 1F987CC6583E92DF0890718C42…
    ```
    """
    if dnssec.ds:
        return
    zone = dnssec.subject
    half = "is signed, but its parent does not know: the DS record is missing"
    yield Finding(
        subject=zone,
        message=f"{zone} {half if dnssec.signed else 'is not signed'}.",
        fix=f"Publish the DS record that your DNS host shows for {zone} at the registrar."
        if dnssec.signed
        else f"Switch DNSSEC on for {zone} at your DNS host, then publish the DS record that it"
        " shows at the registrar.",
        verify=record_has(zone, "DS"),
        evidence=(f"{zone}: no DS record",),
    )
