from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import has, proof
from launchready.derive.dns.lines import dig
from launchready.facts.dns import Dnssec
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The domain's signatures do not hold",
    impact="A third of the internet cannot reach you: its resolvers refuse the answers.",
    severity=Severity.BLOCKER,
    rows=("dns.dnssec",),
    references=("https://www.rfc-editor.org/rfc/rfc4035#section-5",),
)
def dnssec_broken(dnssec: Dnssec) -> Iterator[Finding]:
    """
    ## What it looks for
    A DS record at the parent, and keys or signatures in the zone that do not fit it: no key of
    that digest, no signature, or one that has expired.

    ## Why it matters
    Resolvers that check signatures, the large public ones among them, answer SERVFAIL. It works on
    your machine and fails for others. It happens most often when a domain moves to another DNS
    host and the old DS record stays.

    ## How to fix it
    At the registrar remove the DS record, or replace it by the one that your DNS host shows.

    ## Example
    ```zone
    shop.example. 3600 IN DS 2371 13 2 1f98…   ; key of the DNS host you left
    ```
    Use instead: the DS record of the key that the zone publishes today, or none.
    """
    if not dnssec.problem or not dnssec.ds:
        return
    zone = dnssec.subject
    yield Finding(
        subject=zone,
        message=f"DNSSEC of {zone} is broken: {dnssec.problem}.",
        fix=f"At your registrar remove the DS record of {zone} now; then publish the one that your"
        " DNS host shows for its current key.",
        verify=proof(dig(zone, "SOA", at="1.1.1.1", options="+dnssec"), has("flags:[^;]* ad[ ;]")),
        evidence=tuple(f"{zone} DS {value[:180]}" for value in dnssec.ds[:3]),
    )
