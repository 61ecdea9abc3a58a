from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import record_has
from launchready.derive.dns.addresses import public
from launchready.derive.dns.lines import listed, record
from launchready.derive.dns.tree import within
from launchready.facts.base import Each
from launchready.facts.dns import Addresses
from launchready.facts.product import Product, Role
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Some hosts cannot be reached over IPv6",
    impact="On newer phone networks the page loads and what it calls is slow or fails.",
    severity=Severity.MEDIUM,
    rows=("dns.ipv6",),
    references=("https://www.rfc-editor.org/rfc/rfc8305",),
)
def ipv6_on_some_hosts_only(product: Product, addresses: Each[Addresses]) -> Iterator[Finding]:
    """
    ## What it looks for
    Web hosts of the product without an AAAA record while others have one. Hosts that are aliases
    of another company's name are left to that company; staging and mail hosts are not judged, and
    neither is a product without any IPv6.

    ## Why it matters
    Half an IPv6 product is harder to understand than none: the shop opens, its API does not.

    ## How to fix it
    Add the AAAA record, or switch IPv6 on at the edge for this host too.

    ## Example
    ```zone
    shop.example.     300 IN AAAA 2606:4700::6810:84e5
    api.shop.example. 300 IN A    104.16.132.229
    ```
    Use instead:
    ```zone
    api.shop.example. 300 IN A    104.16.132.229
    api.shop.example. 300 IN AAAA 2606:4700::6810:84e5
    ```
    """
    judged = [one for one in addresses if _is_ours(one, product)]
    having = tuple(one.subject for one in judged if one.ipv6)
    for one in judged:
        if having and not one.ipv6:
            yield Finding(
                subject=one.subject,
                message=f"{one.subject} has no IPv6 address, while {listed(having, 3)}"
                f" {'has' if len(having) == 1 else 'have'} one.",
                fix=f"Add `{record(one.subject, 'AAAA', 'IPV6-ADDRESS-OF-YOUR-SERVER')}`, or switch"
                " IPv6 on for this host at the edge.",
                verify=record_has(one.subject, "AAAA", ":"),
                evidence=(f"{one.subject} A {one.ipv4[0]}", f"{one.subject}: no AAAA record"),
            )


def _is_ours(found: Addresses, product: Product) -> bool:
    host = product.host(found.subject)
    if host is None or host.role in {Role.STAGING, Role.MAIL} or found.unseen:
        return False
    if any(not within(alias, product.domain) for alias in found.aliases):
        return False
    return bool(public(found.all))
