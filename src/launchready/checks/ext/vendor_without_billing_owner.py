from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.derive.stack.vendors_declared import declared
from launchready.facts.product import Product
from launchready.facts.stack import Stack
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Nobody is named who pays for a service",
    impact="A card expires, nobody sees the mail, and the service is switched off.",
    severity=Severity.MEDIUM,
    rows=("ext.inventory",),
    references=("https://12factor.net/backing-services",),
)
def vendor_without_billing_owner(stack: Stack, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    Services that somebody bills, recognised by packages, files and names of variables in the
    repository, that `[[vendor]]` of the manifest does not declare, or declares without
    `billing_owner`.

    ## Why it matters
    Accounts are opened with whatever card and address are at hand. When that person leaves or
    the card runs out, the product loses its payments, its mail or its database.

    ## How to fix it
    Add the service to launchready.toml with the person whose card pays it and the one who can
    log in.

    ## Example
    ```toml
    [[vendor]]
    name = "Stripe"
    billing_owner = ""
    ```
    Name a person:
    ```toml
    [[vendor]]
    name = "Stripe"
    purpose = "payments"
    billing_owner = "Ines Marlow"
    account_holder = "Ines Marlow"
    ```
    """
    for one in stack.technologies:
        if not one.billed:
            continue
        vendor = declared(one.name, product.vendors)
        if vendor is not None and vendor.billing_owner.strip():
            continue
        gap = "does not name who pays it" if vendor is not None else "does not list it"
        yield Finding(
            subject=one.name,
            message=f"The product uses {one.name}, and the manifest {gap}.",
            fix=f'Add to launchready.toml: [[vendor]] name = "{one.name}", billing_owner = "…".',
            verify=judged_again("repo .", "ext", "vendor-without-billing-owner"),
            evidence=tuple(str(trace)[:200] for trace in one.traces[:3]),
        )
