from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.derive.headers.csp_mistakes import mistakes
from launchready.derive.mask import mask_line
from launchready.derive.page.document import is_document, policies
from launchready.facts.page import Page
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Part of the content policy is ignored by browsers",
    impact="A typing mistake leaves a door open that you believe is shut.",
    severity=Severity.MEDIUM,
    rows=("headers.csp",),
    references=("https://www.w3.org/TR/CSP3/#parse-serialized-policy",),
)
def csp_part_ignored(page: Page) -> Iterator[Finding]:
    """
    ## What it looks for
    Misspelt directives, keywords without their quotes, a missing semicolon, a directive stated
    twice, `'none'` beside other sources, and nonces short enough to guess.

    ## Why it matters
    Browsers pass over what they do not know without a word, so the policy says less than it seems
    to.

    ## How to fix it
    Correct the part that the finding names.

    ## Example
    ```http
    Content-Security-Policy: script-src self; objct-src 'none'
    ```
    Use instead:
    ```http
    Content-Security-Policy: script-src 'self'; object-src 'none'
    ```
    """
    if not is_document(page):
        return
    found = list(dict.fromkeys(one for policy in policies(page) for one in mistakes(policy)))
    if found:
        yield Finding(
            subject=page.subject,
            message=f"Browsers ignore part of the content policy of {page.subject}: {found[0]}.",
            fix=f"Correct the policy: {'; '.join(found[:5])}.",
            verify=judged_again(f"audit {page.subject}", "headers", "csp-part-ignored"),
            evidence=tuple(mask_line(one) for one in found[:5]),
        )
