from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.headers.csp import governs_scripts, read_policies
from launchready.derive.headers.header_fix import line, send
from launchready.derive.headers.proofs import policy_has
from launchready.derive.page.document import is_document, policies
from launchready.facts.page import Page
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Nothing limits which scripts run on the page",
    impact="A script that slips in through a comment or a plug-in reads what your users type.",
    severity=Severity.MEDIUM,
    rows=("headers.csp",),
    references=("https://www.w3.org/TR/CSP3/", "https://github.com/google/csp-evaluator"),
)
def csp_missing(page: Page, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A page without a content security policy, in a header or a meta tag, or with one that says
    nothing about scripts: neither `script-src` nor `default-src`. A policy that only reports is
    left to `csp-only-reports`.

    ## Why it matters
    The policy is the second line of defence: when a hole lets a stranger's script into the page,
    the browser refuses to run it.

    ## How to fix it
    Send the policy below as `Content-Security-Policy-Report-Only` first, look at what the
    browser's console would block, add those hosts, then send it for good.

    ## Example
    ```http
    Content-Security-Policy: frame-ancestors 'self'
    ```
    Use instead:
    ```http
    Content-Security-Policy: script-src 'self'; object-src 'none'; base-uri 'none'
    ```
    """
    if not is_document(page):
        return
    stated = policies(page)
    reports = read_policies(page.answer.all("content-security-policy-report-only"))
    if any(governs_scripts(one) for one in (*stated, *reports)):
        return
    if stated:
        message = f"The content policy of {page.subject} says nothing about scripts."
    else:
        message = f"{page.subject} sends no content security policy."
    sent = page.answer.all("content-security-policy")
    wanted = "script-src 'self'; object-src 'none'; base-uri 'none'"
    # Several policies in one header, parted by commas, are all enforced (CSP3, 2.2.2).
    wanted += "" if sent else "; frame-ancestors 'self'"
    yield Finding(
        subject=page.subject,
        message=message,
        fix="First as `Content-Security-Policy-Report-Only`, then for good: "
        + send(
            platform,
            page.subject,
            "Content-Security-Policy",
            ", ".join((*sent, wanted)),
        ),
        verify=policy_has(page.answer.url, "(script|default)-src"),
        evidence=tuple(line("Content-Security-Policy", one) for one in sent),
    )
