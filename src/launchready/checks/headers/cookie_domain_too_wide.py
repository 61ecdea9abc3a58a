from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import cookie_lacks
from launchready.derive.headers.header_fix import line
from launchready.derive.headers.set_cookie import cookies
from launchready.facts.base import Each
from launchready.facts.page import Page
from launchready.facts.product import Product, Role
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A sign-in cookie is shared with hosts that do not need it",
    impact="A hole in the blog or the test system gives away sign-ins to the product.",
    severity=Severity.MEDIUM,
    rows=("headers.cookies",),
    references=("https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis",),
)
def cookie_domain_too_wide(page: Page, pages: Each[Page], product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    A sign-in cookie with `Domain=` the whole domain while a staging, documentation, status or
    marketing host of the product is live below it. Sharing between the site, the app and its API
    is common and left alone.

    ## Why it matters
    The browser sends the cookie to every host below the domain, whoever runs it.

    ## How to fix it
    Leave `Domain` out, so that the cookie stays on the host that set it; or move the other hosts
    to a domain of their own.

    ## Example
    ```http
    Set-Cookie: sid=…; Domain=shop.example; Secure
    ```
    Use instead:
    ```http
    Set-Cookie: sid=…; Secure
    ```
    """
    others = [
        known.name
        for known in product.with_role(Role.STAGING, Role.DOCS, Role.STATUS, Role.MARKETING)
        if known.name != page.subject and pages.of(known.name) is not None
    ]
    for cookie, header in cookies(page.answer.all("set-cookie")):
        reached = [name for name in others if name.endswith(f".{cookie.domain}")]
        if cookie.domain and cookie.is_session and reached:
            yield Finding(
                subject=page.subject,
                message=f"The sign-in cookie `{cookie.name}` of {page.subject} is sent to"
                f" {', '.join(reached[:5])} as well.",
                fix=f"Leave `Domain={cookie.domain}` out where the cookie is made.",
                verify=cookie_lacks(page.answer.url, cookie.name, "domain="),
                evidence=(line("Set-Cookie", header),),
            )
