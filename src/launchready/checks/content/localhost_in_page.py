from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from launchready.derive.commands import body_lacks, literal
from launchready.facts.page import Page
from launchready.facts.product import Product, Role
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The page calls a developer's machine",
    impact="Buttons and forms do nothing for anybody but the developer.",
    severity=Severity.HIGH,
    rows=("env.no_localhost",),
    references=("https://12factor.net/config",),
)
def localhost_in_page(page: Page, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    Addresses of `localhost`, of private networks and of `.local` names in the page's attributes
    and in strings of its inline scripts. Prose, comments, a mere `"http://localhost"` used to
    parse addresses, strings right after a test for the developer's machine, and documentation
    hosts are left out.

    ## Why it matters
    It works on the machine where the program was written, because a server answers there.
    Visitors have none.

    ## How to fix it
    Set the address in the production environment, and build again: front ends take it in when
    they are built.

    ## Example
    ```html
    <form action="http://localhost:3000/api/signup">
    ```
    Use instead:
    ```html
    <form action="/api/signup">
    ```
    """
    host = product.host(page.subject)
    if not page.is_html or (host is not None and host.role is Role.DOCS):
        return
    own = {known.name for known in product.hosts}
    found = [url for url in page.local_urls if (urlsplit(url).hostname or "") not in own]
    if found:
        yield Finding(
            subject=page.subject,
            message=f"The page of {page.subject} calls {found[0][:100]}, which only its"
            f" developer has.",
            fix="Set the public address in the production environment (`NEXT_PUBLIC_…`,"
            " `VITE_…`) and"
            " build again.",
            verify=body_lacks(page.answer.url, literal(found[0])),
            evidence=tuple(url[:200] for url in found[:5]),
        )
