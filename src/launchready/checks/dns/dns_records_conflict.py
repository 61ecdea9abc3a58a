from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import has, judged_again, lacks, literal, proof
from launchready.derive.dns.addresses import unreachable
from launchready.derive.dns.conflicts import mixed_providers, mixed_reach
from launchready.derive.dns.lines import dig, listed, record
from launchready.facts.dns import Addresses
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Records of a name contradict one another",
    impact="The site works for some people and not for others, by chance.",
    severity=Severity.HIGH,
    rows=("dns.conflicts",),
    references=("https://www.rfc-editor.org/rfc/rfc6724#section-6",),
)
def dns_records_conflict(addresses: Addresses) -> Iterator[Finding]:
    """
    ## What it looks for
    Public and private addresses at one name, or addresses of two different providers at one name:
    an old record left beside the new one. Aliases are left to those they lead to.

    ## Why it matters
    Browsers choose one of the addresses. Those who get the wrong one see another site or none, and
    nobody can reproduce it.

    ## How to fix it
    Keep the records of the provider in use and remove the others.

    ## Example
    ```zone
    shop.example. 300 IN A 76.76.21.21       ; Vercel
    shop.example. 300 IN A 185.199.108.153   ; GitHub Pages, last year's site
    ```
    Use instead:
    ```zone
    shop.example. 300 IN A 76.76.21.21
    ```
    """
    name = addresses.subject
    inner = mixed_reach(addresses)
    two = () if inner else mixed_providers(addresses)
    if inner:
        yield Finding(
            subject=name,
            message=f"{name} has public addresses and {inner[0]}, which is"
            f" {unreachable(inner[0])}.",
            fix=f"Remove `{record(name, 'AAAA' if ':' in inner[0] else 'A', inner[0])}`.",
            verify=proof(dig(name, "A"), has("."), lacks(literal(inner[0]))),
            evidence=tuple(f"{name} leads to {one}" for one in addresses.all[:6]),
        )
    if two:
        yield Finding(
            subject=name,
            message=f"{name} leads to different providers at once: {listed(two)}.",
            fix=f"Keep the addresses of the provider that serves {name} and remove the others.",
            verify=judged_again(f"audit {name}", "dns", "dns-records-conflict"),
            evidence=two[:6],
        )
