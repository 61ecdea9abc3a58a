from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.headers.csp_rules import bypass_host, in_every
from launchready.derive.headers.proofs import hole_closed
from launchready.derive.mask import mask_line
from launchready.derive.page.document import is_document, policies
from launchready.facts.page import Page
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The content policy trusts a host that serves anybody's code",
    impact="An attacker takes the script from the host you trust.",
    severity=Severity.MEDIUM,
    rows=("headers.csp",),
    references=("https://www.w3.org/TR/CSP3/", "https://github.com/google/csp-evaluator"),
)
def csp_bypass_host(page: Page) -> Iterator[Finding]:
    """
    ## What it looks for
    A host in the directive that governs scripts that hands out code of anybody: package networks
    (`cdn.jsdelivr.net`, `unpkg.com`), storage of a cloud, hosts with JSONP. A path after the host
    narrows it and is fine.

    ## Why it matters
    The policy checks where a script comes from, not whose it is.

    ## How to fix it
    Add the path of the one file or package, with its version, or serve the file yourself.

    ## Example
    ```http
    Content-Security-Policy: script-src 'self' https://cdn.jsdelivr.net
    ```
    Use instead:
    ```http
    Content-Security-Policy: script-src 'self' https://cdn.jsdelivr.net/npm/alpinejs@3.14.1/dist/
    ```
    """
    hole = in_every(policies(page), bypass_host) if is_document(page) else None
    if hole is not None:
        yield Finding(
            subject=page.subject,
            message=f"On {page.subject} the policy trusts all of `{hole.source}`, which"
            f" {hole.why}.",
            fix=f"Replace `{hole.source}` by the path of what you load from it, for instance"
            f" `{hole.source.rstrip('/')}/PACKAGE@VERSION/`, or serve the file from your own host.",
            verify=hole_closed(page.answer.url, hole),
            evidence=(mask_line(hole.directive),) if hole.directive else (),
        )
