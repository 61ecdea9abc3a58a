from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.headers.csp_rules import any_source, in_every
from launchready.derive.headers.proofs import hole_closed
from launchready.derive.mask import mask_line
from launchready.derive.page.document import is_document, policies
from launchready.facts.page import Page
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The content policy allows scripts from anywhere",
    impact="Whoever finds one hole can load any script from any server.",
    severity=Severity.MEDIUM,
    rows=("headers.csp",),
    references=("https://www.w3.org/TR/CSP3/", "https://github.com/google/csp-evaluator"),
)
def csp_allows_any_source(page: Page) -> Iterator[Finding]:
    """
    ## What it looks for
    `*`, a bare `https:`, `http:` or `data:`, or a wildcard over a domain where anybody can rent a
    name, such as `*.herokuapp.com`, in the directive that governs scripts. With
    `'strict-dynamic'` browsers ignore hosts, so nothing is wrong then.

    ## Why it matters
    A list that has everybody on it keeps nobody out.

    ## How to fix it
    Name the hosts that your page loads scripts from, each with its path where you can.

    ## Example
    ```http
    Content-Security-Policy: script-src 'self' https:
    ```
    Use instead:
    ```http
    Content-Security-Policy: script-src 'self' https://js.stripe.com
    ```
    """
    hole = in_every(policies(page), any_source) if is_document(page) else None
    if hole is not None:
        yield Finding(
            subject=page.subject,
            message=f"On {page.subject} `{hole.source}` in `{hole.directive[:80]}` {hole.why}.",
            fix=f"Replace `{hole.source}` in the directive by the hosts that your scripts come"
            f" from;"
            " the browser's console names each one that is missing.",
            verify=hole_closed(page.answer.url, hole),
            evidence=(mask_line(hole.directive),) if hole.directive else (),
        )
