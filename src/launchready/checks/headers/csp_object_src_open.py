from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.headers.csp_rules import in_every, plugins
from launchready.derive.headers.proofs import policy_has
from launchready.derive.mask import mask_line
from launchready.derive.page.document import is_document, policies
from launchready.facts.page import Page
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The content policy lets plug-in content in",
    impact="An old trick that loads active content stays open.",
    severity=Severity.MEDIUM,
    rows=("headers.csp",),
    references=("https://www.w3.org/TR/CSP3/", "https://github.com/google/csp-evaluator"),
)
def csp_object_src_open(page: Page) -> Iterator[Finding]:
    """
    ## What it looks for
    A policy on scripts without `object-src` and `default-src`, or with one that allows everybody.
    `'self'` is accepted.

    ## Why it matters
    `<object>` and `<embed>` can run content of their own, past the rules for scripts.

    ## How to fix it
    Add `object-src 'none'`: hardly any product needs it.

    ## Example
    ```http
    Content-Security-Policy: script-src 'self'
    ```
    Use instead:
    ```http
    Content-Security-Policy: script-src 'self'; object-src 'none'
    ```
    """
    hole = in_every(policies(page), plugins) if is_document(page) else None
    if hole is not None:
        yield Finding(
            subject=page.subject,
            message=f"The content policy of {page.subject} lets plug-in content in: "
            + (
                f"`{hole.source}` in `{hole.directive[:80]}` {hole.why}."
                if hole.source
                else f"{hole.why}."
            ),
            fix="Add `; object-src 'none'` to the content security policy.",
            verify=policy_has(page.answer.url, "(object|default)-src 'none'"),
            evidence=(mask_line(hole.directive),) if hole.directive else (),
        )
