from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from launchready.derive.commands import status_is
from launchready.facts.page import Page
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

ERROR, SERVER_ERROR = 400, 500


@check(
    title="The main page answers with an error",
    impact="Every visitor who types your address sees an error.",
    severity=Severity.BLOCKER,
    rows=("redirect.canonical",),
    references=("https://www.rfc-editor.org/rfc/rfc9110.html#section-15",),
)
def home_page_fails(page: Page, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    The one address that visitors should end on answers with a status of 400 or above. Pages of
    bot walls are not judged.

    ## Why it matters
    There is no product to launch while its door is shut, and search engines drop pages that
    answer so.

    ## How to fix it
    Look into the log of the server or the platform for this request, and let the release wait
    for a health check.

    ## Example
    ```http
    GET /
    HTTP/1.1 502 Bad Gateway
    ```

    Use instead:
    ```http
    GET /
    HTTP/1.1 200 OK
    ```
    """
    canonical = (urlsplit(product.canonical).hostname or "").removeprefix("www.")
    if page.subject.strip("[]").removeprefix("www.") != canonical or page.answer.challenge:
        return
    if page.answer.status >= ERROR:
        whose = "server" if page.answer.status >= SERVER_ERROR else "site"
        yield Finding(
            subject=page.answer.url,
            message=f"The main page {page.answer.url} answers with status {page.answer.status}.",
            fix=f"Look for this request in the log of the {whose}, repair it, and let releases "
            "wait for a health check.",
            verify=status_is(page.answer.url, "[23].."),
            evidence=(f"status {page.answer.status}",),
        )
