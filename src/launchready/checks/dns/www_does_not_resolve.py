from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import resolves
from launchready.derive.dns.lines import record
from launchready.derive.dns.where import points_at
from launchready.facts.dns import Addresses
from launchready.facts.platform import Platform
from launchready.facts.product import Product, Role
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The www name leads nowhere",
    impact="Visitors who type www, or follow an old link, get an error.",
    severity=Severity.BLOCKER,
    rows=("dns.www",),
    references=("https://www.rfc-editor.org/rfc/rfc1034#section-3.6",),
)
def www_does_not_resolve(
    addresses: Addresses, product: Product, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    The `www` name of the product, where the manifest declares it or the audit was started there,
    has no address. A product that never had a `www` name is not judged.

    ## Why it matters
    Phones, printed cards and old links add `www` by themselves.

    ## How to fix it
    Let `www` lead to the same place as the domain, and redirect it there.

    ## Example
    ```zone
    shop.example.     300 IN A 198.51.100.7
    ```
    Use instead:
    ```zone
    shop.example.     300 IN A     198.51.100.7
    www.shop.example. 300 IN CNAME shop.example.
    ```
    """
    host = product.host(addresses.subject)
    if host is None or host.role is not Role.WWW or addresses.all or addresses.dangling:
        return
    name = host.name
    why = addresses.problem or ("it has no address" if addresses.exists else "it does not exist")
    exact = points_at(name, product, platform)
    if "ADDRESS-OF" in exact and product.domain:
        exact = record(name, "CNAME", f"{product.domain}.")
    yield Finding(
        subject=name,
        message=f"{name} leads nowhere: {why}.",
        fix=f"At your DNS host add `{exact}` and redirect it to the main address.",
        verify=resolves(name),
        evidence=(f"{name}: no A and no AAAA record",),
    )
