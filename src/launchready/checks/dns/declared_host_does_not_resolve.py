from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import resolves
from launchready.derive.dns.where import points_at
from launchready.facts.dns import Addresses
from launchready.facts.platform import Platform
from launchready.facts.product import Product, Role
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A host of your product leads nowhere",
    impact="Whatever the host is for, sign-in, the app, help, cannot be reached.",
    severity=Severity.HIGH,
    rows=("dns.subdomains",),
    references=("https://www.rfc-editor.org/rfc/rfc1034#section-3.6",),
)
def declared_host_does_not_resolve(
    addresses: Addresses, product: Product, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    A host that the manifest declares has no address. The domain itself, `www` and aliases whose
    target is gone have checks of their own; names that were only guessed are not judged.

    ## Why it matters
    A name that is planned but missing fails on the day the first customer needs it.

    ## How to fix it
    Add the record, or take the host out of the manifest when it is no longer wanted.

    ## Example
    ```toml
    [hosts]
    "app.shop.example" = "app"     # and no record app.shop.example
    ```
    Use instead:
    ```zone
    app.shop.example. 300 IN A 198.51.100.7
    ```
    """
    host = product.host(addresses.subject)
    if host is None or not host.declared or host.role is Role.WWW or host.name == product.domain:
        return
    if addresses.all or addresses.dangling:
        return
    name = host.name
    why = addresses.problem or ("it has no address" if addresses.exists else "it does not exist")
    purpose = f" ({host.purpose})" if host.purpose else ""
    yield Finding(
        subject=name,
        message=f"{name}{purpose} leads nowhere: {why}.",
        fix=f"At your DNS host add `{points_at(name, product, platform)}`, or remove {name} from"
        " the manifest.",
        verify=resolves(name),
        evidence=(f"{name}: no A and no AAAA record",),
    )
