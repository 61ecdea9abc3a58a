from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.headers.csp_rules import in_every, inline_scripts
from launchready.derive.headers.proofs import hole_closed
from launchready.derive.mask import mask_line
from launchready.derive.page.document import is_document, policies
from launchready.facts.page import Page
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The content policy lets any script in the page run",
    impact="The policy is there, but an attacker's script runs all the same.",
    severity=Severity.MEDIUM,
    rows=("headers.csp",),
    references=("https://www.w3.org/TR/CSP3/", "https://github.com/google/csp-evaluator"),
)
def csp_unsafe_inline_scripts(page: Page) -> Iterator[Finding]:
    """
    ## What it looks for
    `'unsafe-inline'` in the directive that governs scripts: `script-src-elem` or
    `script-src-attr`, else `script-src`, else `default-src`. Beside a nonce, a hash or
    `'strict-dynamic'` browsers ignore the word, so it is fine there; so it is in `style-src`.

    ## Why it matters
    Most injected scripts are written straight into the page. This word allows exactly those.

    ## How to fix it
    Give each script tag of your own a nonce that changes with every answer, or list the hashes of
    those that never change; then drop the word.

    ## Example
    ```http
    Content-Security-Policy: script-src 'self' 'unsafe-inline'
    ```
    Use instead:
    ```http
    Content-Security-Policy: script-src 'self' 'nonce-{RANDOM}' 'strict-dynamic'
    ```
    """
    hole = in_every(policies(page), inline_scripts) if is_document(page) else None
    if hole is not None:
        yield Finding(
            subject=page.subject,
            message=f"On {page.subject} `{hole.source}` in `{hole.directive[:80]}` {hole.why}.",
            fix="Take `'unsafe-inline'` out of the directive, and add `'nonce-…'` with a value"
            " that is"
            " random in every answer, the same one as in `<script nonce=…>` of your own scripts."
            " Next.js, Nuxt, Rails and Django can do that for you.",
            verify=hole_closed(page.answer.url, hole),
            evidence=(mask_line(hole.directive),) if hole.directive else (),
        )
