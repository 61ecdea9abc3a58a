from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import resolves
from launchready.facts.matched import CodeHosts
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The code calls a host of yours that is not in the map",
    impact="A host that nobody lists is a host that nobody watches.",
    severity=Severity.MEDIUM,
    rows=("dns.subdomains",),
    references=(
        "https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/",
    ),
)
def host_in_code_not_in_map(hosts: CodeHosts, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    Host names of the product's own domain in code and settings, without tests and documents,
    that are not among the hosts of the manifest or the usual ones that an audit tries.

    ## Why it matters
    It is not audited, its certificate is not watched, and when it is switched off something
    breaks that nobody expects.

    ## How to fix it
    Add it to `launchready.toml` with its role and purpose, or take it out of the code.

    ## Example
    ```js
    fetch("https://legacy-api.shop.example/v1/prices")
    ```

    Use instead:
    ```js
    fetch("https://api.shop.example/v2/prices")
    ```
    """
    known = {host.name for host in product.hosts} | {product.domain}
    for name, trace in hosts.hosts:
        if name in known:
            continue
        yield Finding(
            subject=name,
            message=f"{trace.path} names {name}, which the manifest does not.",
            fix=f'Add `[[host]]` with `name = "{name}"` and its role to launchready.toml, or take '
            "it out of the code.",
            verify=resolves(name),
            evidence=(str(trace),),
        )
