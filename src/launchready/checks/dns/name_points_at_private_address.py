from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import has, lacks, literal, proof
from launchready.derive.dns.addresses import public, unreachable
from launchready.derive.dns.lines import dig, record
from launchready.derive.dns.where import points_at
from launchready.facts.dns import Addresses
from launchready.facts.platform import Platform
from launchready.facts.product import Product, Role
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A public name leads into a private network",
    impact="Visitors end at a machine on their own network, or nowhere.",
    severity=Severity.BLOCKER,
    rows=("dns.apex", "dns.subdomains"),
    references=("https://www.iana.org/assignments/iana-ipv4-special-registry",),
)
def name_points_at_private_address(
    addresses: Addresses, product: Product, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    A declared web host whose addresses are all of the kind that the internet cannot reach: private
    networks, loopback, link-local, documentation. Hosts that have public addresses besides are
    left to `dns-records-conflict`; mail hosts, guessed names and products that are audited at an
    address are not judged.

    ## Why it matters
    It works in the office and fails for every customer. It also tells strangers how your network
    is built, and lets a hostile network answer in your name.

    ## How to fix it
    Publish the public address. Keep internal names in an internal zone.

    ## Example
    ```zone
    app.shop.example. 300 IN A 10.0.0.5
    ```
    Use instead:
    ```zone
    app.shop.example. 300 IN A 8.8.4.4   ; your server's public address
    ```
    """
    host = product.host(addresses.subject)
    if host is None or not product.domain or not host.declared or host.role is Role.MAIL:
        return
    if not addresses.all or public(addresses.all):
        return
    name, place = host.name, addresses.all[0]
    kind = "AAAA" if ":" in place else "A"
    yield Finding(
        subject=name,
        message=f"{name} leads to {place}, which is {unreachable(place)}.",
        fix=f"Replace `{record(name, kind, place)}` with the host's public address:"
        f" `{points_at(name, product, platform)}`.",
        verify=proof(dig(name, kind), has("."), lacks(literal(addresses.all[0]))),
        evidence=tuple(f"{name} leads to {one}" for one in addresses.all[:4]),
    )
