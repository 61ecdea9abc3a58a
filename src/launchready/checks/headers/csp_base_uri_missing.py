from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.headers.csp_rules import base_uri, in_every
from launchready.derive.headers.proofs import policy_has
from launchready.derive.mask import mask_line
from launchready.derive.page.document import is_document, policies
from launchready.facts.page import Page
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A trusted script can be fetched from an attacker's server",
    impact="One stray tag sends your own script addresses to another server.",
    severity=Severity.MEDIUM,
    rows=("headers.csp",),
    references=("https://www.w3.org/TR/CSP3/", "https://github.com/google/csp-evaluator"),
)
def csp_base_uri_missing(page: Page) -> Iterator[Finding]:
    """
    ## What it looks for
    No `base-uri` in a policy that trusts scripts by a nonce, or by a hash with
    `'strict-dynamic'`; or a `base-uri` that allows everybody. A policy that lists hosts does not
    need it.

    ## Why it matters
    A `<base>` tag that slips into the page changes where relative addresses lead. Your script tag
    keeps its nonce, and the browser runs what the other server sends.

    ## How to fix it
    Add `base-uri 'none'`, or `'self'` when the page has a `<base>` tag of its own.

    ## Example
    ```http
    Content-Security-Policy: script-src 'nonce-{RANDOM}'
    ```
    Use instead:
    ```http
    Content-Security-Policy: script-src 'nonce-{RANDOM}'; base-uri 'none'
    ```
    """
    hole = in_every(policies(page), base_uri) if is_document(page) else None
    if hole is not None:
        yield Finding(
            subject=page.subject,
            message=f"The content policy of {page.subject} does not say what a `<base>` tag may do:"
            f" {hole.why}.",
            fix="Add `; base-uri 'none'` to the content security policy.",
            verify=policy_has(page.answer.url, "base-uri [^;]"),
            evidence=(mask_line(hole.directive),) if hole.directive else (),
        )
