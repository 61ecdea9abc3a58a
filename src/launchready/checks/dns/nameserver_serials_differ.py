from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from launchready.derive.commands import PRINT, proof
from launchready.derive.dns.lines import listed
from launchready.facts.dns import Delegation
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Your name servers hold different versions of the domain",
    impact="Changes reach some visitors and not others.",
    severity=Severity.MEDIUM,
    rows=("dns.nameservers",),
    references=("https://www.rfc-editor.org/rfc/rfc1912#section-2.2",),
)
def nameserver_serials_differ(delegation: Delegation) -> Iterator[Finding]:
    """
    ## What it looks for
    Name servers of the domain whose SOA records carry different serial numbers.

    ## Why it matters
    A server that no longer follows serves old records: an old address, a mail server that is gone.
    Right after a change a difference is ordinary and passes within the refresh time.

    ## How to fix it
    Repair the transfer of the zone to the server that is behind. Where two DNS hosts serve the
    domain on purpose, let one follow the other.

    ## Example
    ```
    ns1.shop.example  serial 2026110701
    ns2.shop.example  serial 2026092301
    ```
    Use instead: the same serial on both.
    """
    zone = delegation.subject
    serials = {one.name: one.serial for one in delegation.servers if one.serial is not None}
    if len(set(serials.values())) > 1:
        told = tuple(f"{name} has serial {serial}" for name, serial in serials.items())
        yield Finding(
            subject=zone,
            message=f"The name servers of {zone} hold different versions: {listed(told)}.",
            fix=f"Repair the zone transfer to the server that is behind, or remove it from the NS"
            f" records of {zone}.",
            verify=proof(
                f"dig +nssearch {quote(zone)}",
                f"test \"$({PRINT} | grep '^SOA' | awk '{{print $4}}' | sort -u | wc -l)\" -eq 1",
            ),
            evidence=told[:6],
        )
