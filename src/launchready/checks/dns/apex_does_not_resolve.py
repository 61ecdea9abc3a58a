from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import resolves
from launchready.derive.dns.where import points_at
from launchready.facts.dns import Addresses, Zone
from launchready.facts.platform import Platform
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Your domain leads nowhere",
    impact="Nobody who types your address reaches you.",
    severity=Severity.BLOCKER,
    rows=("dns.apex",),
    references=("https://www.rfc-editor.org/rfc/rfc1034#section-3.6",),
)
def apex_does_not_resolve(
    zone: Zone, addresses: Addresses, product: Product, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    The domain itself, without `www`, has neither an A nor an AAAA record, or does not exist.

    ## Why it matters
    People type `shop.example`. Browsers then show an error page of their own, whatever the other
    names do, and mail and search engines meet the same hole.

    ## How to fix it
    Add an A record at the apex (many DNS hosts write it `@`) for your server or platform. A CNAME
    may not stand there: where the platform gives you only a name, use your DNS host's ALIAS,
    ANAME or flattened CNAME.

    ## Example
    ```zone
    www.shop.example. 300 IN A 198.51.100.7
    ```
    Use instead:
    ```zone
    shop.example.     300 IN A 198.51.100.7
    www.shop.example. 300 IN A 198.51.100.7
    ```
    """
    name = zone.subject
    if addresses.all or addresses.dangling:
        return
    why = addresses.problem or ("it has no address" if zone.exists else "it does not exist")
    start = "At" if zone.exists else f"Correct the address, or register {name}; then at"
    yield Finding(
        subject=name,
        message=f"{name} leads nowhere: {why}.",
        fix=f"{start} your DNS host add `{points_at(name, product, platform)}`.",
        verify=resolves(name),
        evidence=tuple(f"{name} CNAME {alias}" for alias in addresses.aliases[:3])
        or (f"{name}: no A and no AAAA record",),
    )
