from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import header_sent
from launchready.derive.headers.header_fix import line, send
from launchready.derive.page.document import is_document
from launchready.facts.page import Page
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Browsers may guess what a file is",
    impact="A picture that a user uploads can run as a script.",
    severity=Severity.MEDIUM,
    rows=("headers.baseline",),
    references=("https://fetch.spec.whatwg.org/#x-content-type-options-header",),
)
def content_type_options_missing(page: Page, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A page without `X-Content-Type-Options: nosniff`. Errors and refusals are not judged.

    ## Why it matters
    Without it a browser that doubts the declared type looks into the file and may take an upload
    for a script or a page.

    ## How to fix it
    Send the header with every answer.

    ## Example
    ```http
    HTTP/1.1 200 OK
    Content-Type: text/html
    ```
    Use instead:
    ```http
    HTTP/1.1 200 OK
    Content-Type: text/html
    X-Content-Type-Options: nosniff
    ```
    """
    if not is_document(page):
        return
    stated = page.answer.all("x-content-type-options")
    # Browsers take the first of a list (Fetch, "determine nosniff").
    if ",".join(stated).split(",")[0].strip().lower() == "nosniff":
        return
    yield Finding(
        subject=page.subject,
        message=f"{page.subject} lets browsers guess the type of what it serves.",
        fix=send(platform, page.subject, "X-Content-Type-Options", "nosniff"),
        verify=header_sent(page.answer.url, "x-content-type-options", "nosniff"),
        evidence=tuple(line("X-Content-Type-Options", one) for one in stated),
    )
