from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.derive.dns.staging import from_build_header, from_likeness
from launchready.facts.base import Each
from launchready.facts.dns import Addresses
from launchready.facts.page import Page
from launchready.facts.product import Product, Role
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A public name serves your test system",
    impact="Real customers enter their data into the test system.",
    severity=Severity.BLOCKER,
    rows=("dns.not_staging",),
    references=("https://12factor.net/dev-prod-parity",),
)
def public_name_serves_staging(
    product: Product, pages: Each[Page], addresses: Each[Addresses]
) -> Iterator[Finding]:
    """
    ## What it looks for
    A host that is not for staging, and whose build header (named in the manifest) speaks of
    staging, preview or development; or that serves the very page of a staging host and besides
    says staging in its title, forbids search engines on the main site, or lives on the staging
    server alone. Equal content or a shared edge address alone is no sign: staging is meant to look
    like production.

    ## Why it matters
    Orders vanish with the next reset of the test data, and payments run against test accounts.

    ## How to fix it
    Point the record at production, or remove the staging deployment's claim on the name.

    ## Example
    ```http
    GET / HTTP/1.1
    Host: www.shop.example

    HTTP/1.1 200 OK
    X-Build: staging-412
    ```
    Use instead: a deployment that answers `X-Build: production-412`.
    """
    staging = {host.name for host in product.with_role(Role.STAGING)}
    for page in pages:
        if page.subject in staging:
            continue
        build = from_build_header(product, page)
        signs = (build,) if build else from_likeness(product, page, pages, addresses)
        if not signs:
            continue
        yield Finding(
            subject=page.subject,
            message=f"{page.subject} serves the staging system to the public ({signs[-1]}).",
            fix=f"Point {page.subject} at the production deployment, and remove the name from the"
            " staging deployment's domains.",
            verify=judged_again(f"audit {page.subject}", "dns", "public-name-serves-staging"),
            evidence=signs,
        )
