from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import header_sent
from launchready.derive.headers.header_fix import send
from launchready.derive.page.document import is_document
from launchready.facts.page import Page
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Embedded content may ask for camera, microphone and location",
    impact="A frame that is taken over asks your users for their camera in your name.",
    severity=Severity.MEDIUM,
    rows=("headers.baseline",),
    references=("https://www.w3.org/TR/permissions-policy/",),
)
def permissions_policy_missing(page: Page, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A page without `Permissions-Policy` and without its older form, `Feature-Policy`.

    ## Why it matters
    Advertising and widgets run inside your page. The header says which abilities of the browser
    nobody there may ask for.

    ## How to fix it
    Switch off what the product does not use.

    ## Example
    ```http
    HTTP/1.1 200 OK
    ```
    Use instead:
    ```http
    HTTP/1.1 200 OK
    Permissions-Policy: camera=(), microphone=(), geolocation=()
    ```
    """
    stated = page.answer.header("permissions-policy") or page.answer.header("feature-policy")
    if not is_document(page) or stated:
        return
    yield Finding(
        subject=page.subject,
        message=f"{page.subject} does not say which abilities of the browser it never uses.",
        fix=send(
            platform, page.subject, "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        ),
        verify=header_sent(page.answer.url, "permissions-policy"),
    )
