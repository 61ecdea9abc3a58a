from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import status_is
from launchready.facts.errors import ErrorPage
from launchready.facts.product import Product, Role
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

_OK = 200


@check(
    title="Pages that do not exist look as if they did",
    impact="Search engines list empty pages, and broken links go unnoticed.",
    severity=Severity.MEDIUM,
    rows=("headers.leaks",),
    references=("https://developers.google.com/search/docs/crawling-indexing/http-network-errors",),
)
def error_page_is_200(page: ErrorPage, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    A path that nobody has answers 200 with a page, on a host that search engines are meant to
    list. Apps behind a sign-in, APIs and admin hosts are left alone, and so are redirects.

    ## Why it matters
    A crawler takes every such address for a page of its own. A monitor that asks for a page
    cannot see that it is gone.

    ## How to fix it
    Answer 404 for addresses that lead nowhere. Single-page applications: list the real routes in
    the rewrite rule instead of `/*`.

    ## Example
    ```http
    GET /no-such-page
    HTTP/1.1 200 OK
    ```
    Use instead:
    ```http
    GET /no-such-page
    HTTP/1.1 404 Not Found
    ```
    """
    host = product.host(page.subject)
    listed = host is not None and host.role in {Role.APEX, Role.WWW, Role.MARKETING, Role.DOCS}
    if not listed or not page.is_html or page.answer.status != _OK:
        return
    said = ", although the page itself says so" if page.says_not_found else ""
    yield Finding(
        subject=page.subject,
        message=f"{page.subject} answers 200 for an address that does not exist{said}.",
        fix="Answer 404 for addresses that lead nowhere; in a single-page application rewrite only"
        " the routes that exist to `index.html`.",
        verify=status_is(page.answer.url, "4.."),
        evidence=(f"GET {page.answer.url} -> {page.answer.status}",),
    )
