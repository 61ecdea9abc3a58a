from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import header_once
from launchready.derive.headers.header_fix import line
from launchready.facts.page import Page
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

_ONCE = (
    *("Strict-Transport-Security", "X-Frame-Options"),
    *("X-Content-Type-Options", "Referrer-Policy"),
)


@check(
    title="A protective header is sent twice and contradicts itself",
    impact="Browsers take one of the two, and not all take the same.",
    severity=Severity.MEDIUM,
    rows=("headers.baseline",),
    references=("https://www.rfc-editor.org/rfc/rfc9110#section-5.3",),
)
def duplicate_security_header(page: Page) -> Iterator[Finding]:
    """
    ## What it looks for
    HSTS, `X-Frame-Options`, `X-Content-Type-Options` or `Referrer-Policy` sent more than once
    with different values. The same value twice is harmless; several content security policies all
    hold at once by design.

    ## Why it matters
    Two layers add the header, the framework and the proxy for instance. Whoever changes one of
    them changes nothing, or breaks both.

    ## How to fix it
    Send the header from one place only.

    ## Example
    ```http
    X-Frame-Options: DENY
    X-Frame-Options: SAMEORIGIN
    ```
    Use instead:
    ```http
    X-Frame-Options: DENY
    ```
    """
    for name in _ONCE:
        values = page.answer.all(name)
        if len({value.strip().lower() for value in values}) > 1:
            yield Finding(
                subject=page.subject,
                message=f"{page.subject} sends {len(values)} different `{name}` headers.",
                fix=f"Send `{name}` from one place, the proxy or the framework, with one value.",
                verify=header_once(page.answer.url, name.lower()),
                evidence=tuple(line(name, value) for value in values[:5]),
            )
