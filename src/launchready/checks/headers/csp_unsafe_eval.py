from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.headers.csp_rules import evaluation, in_every
from launchready.derive.headers.proofs import hole_closed
from launchready.derive.mask import mask_line
from launchready.derive.page.document import is_document, policies
from launchready.facts.page import Page
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The content policy lets the page run text as code",
    impact="A library that evaluates text turns a harmless field into a script.",
    severity=Severity.MEDIUM,
    rows=("headers.csp",),
    references=("https://www.w3.org/TR/CSP3/", "https://github.com/google/csp-evaluator"),
)
def csp_unsafe_eval(page: Page) -> Iterator[Finding]:
    """
    ## What it looks for
    `'unsafe-eval'` in `script-src`, or in `default-src` where there is none. `'wasm-unsafe-eval'`
    only allows WebAssembly and is fine.

    ## Why it matters
    Old template libraries run text from the page as code. With this word the browser lets them.

    ## How to fix it
    Build for production (development builds evaluate text), replace the library that needs it,
    then drop the word.

    ## Example
    ```http
    Content-Security-Policy: script-src 'self' 'unsafe-eval'
    ```
    Use instead:
    ```http
    Content-Security-Policy: script-src 'self'
    ```
    """
    hole = in_every(policies(page), evaluation) if is_document(page) else None
    if hole is not None:
        yield Finding(
            subject=page.subject,
            message=f"On {page.subject} `{hole.source}` in `{hole.directive[:80]}` {hole.why}.",
            fix="Take `'unsafe-eval'` out; if the product breaks, the browser's console names the"
            " script that needs it. For WebAssembly alone use `'wasm-unsafe-eval'`.",
            verify=hole_closed(page.answer.url, hole),
            evidence=(mask_line(hole.directive),) if hole.directive else (),
        )
