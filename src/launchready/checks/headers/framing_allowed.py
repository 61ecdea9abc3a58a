from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import has, headers, lacks, proof
from launchready.derive.headers.framing import framing
from launchready.derive.headers.header_fix import line, send
from launchready.derive.page.document import is_document
from launchready.facts.page import Page
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Any website can put the page inside its own",
    impact="Users can be tricked into pressing your buttons without seeing them.",
    severity=Severity.HIGH,
    rows=("headers.baseline",),
    references=(
        "https://www.w3.org/TR/CSP3/#directive-frame-ancestors",
        "https://www.rfc-editor.org/rfc/rfc7034",
    ),
)
def framing_allowed(page: Page, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A page without `frame-ancestors` in its content policy and without `X-Frame-Options`, or with
    values that browsers ignore or that allow everybody. Either one is enough. A meta tag does not
    count: browsers ignore `frame-ancestors` there.

    ## Why it matters
    A hostile page shows yours in an invisible frame and lays its own buttons over it; the click
    lands on yours (clickjacking).

    ## How to fix it
    Send `frame-ancestors 'self'`. Pages made to be embedded list the websites that may.

    ## Example
    ```http
    X-Frame-Options: ALLOW-FROM https://partner.example
    ```
    Use instead:
    ```http
    Content-Security-Policy: frame-ancestors 'self' https://partner.example
    ```
    """
    if not is_document(page):
        return
    options = page.answer.all("x-frame-options")
    stated = page.answer.all("content-security-policy")
    why = framing(options, stated)
    if not why:
        return
    yield Finding(
        subject=page.subject,
        message=f"Any website can show {page.subject} inside a frame: {why}.",
        fix="Add `; frame-ancestors 'self'` to the content security policy."
        if stated
        else send(platform, page.subject, "Content-Security-Policy", "frame-ancestors 'self'"),
        verify=proof(
            headers(page.answer.url),
            has("^(content-security-policy:.*frame-ancestors|x-frame-options: *(deny|sameorigin))"),
            lacks(
                r"^content-security-policy:.*frame-ancestors [^;]*(\*|https?:)([ ;,]|[[:space:]]*$)"
            ),
        ),
        evidence=tuple(line("X-Frame-Options", one) for one in options),
    )
