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
    title="The content policy watches but stops nothing",
    impact="The protection you think you have is a log file.",
    severity=Severity.MEDIUM,
    rows=("headers.csp",),
    references=("https://www.w3.org/TR/CSP3/#cspro-header",),
)
def csp_only_reports(page: Page, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A `Content-Security-Policy-Report-Only` header that speaks about scripts while no policy in
    force does. Reporting beside a policy in force is how a stricter one is tried, and is fine.

    ## Why it matters
    Report-only is a trial: browsers run everything and tell you what they would have refused. It
    is often left on after the trial.

    ## How to fix it
    Read the reports, add what is missing to the policy, then rename the header.

    ## Example
    ```http
    Content-Security-Policy-Report-Only: script-src 'self'
    ```
    Use instead:
    ```http
    Content-Security-Policy: script-src 'self'
    ```
    """
    reports = page.answer.all("content-security-policy-report-only")
    if not is_document(page) or not any(governs_scripts(one) for one in read_policies(reports)):
        return
    if any(governs_scripts(one) for one in policies(page)):
        return
    # Several policies in one header, parted by commas, are all enforced (CSP3, 2.2.2).
    both = ", ".join((*page.answer.all("content-security-policy"), reports[0]))
    yield Finding(
        subject=page.subject,
        message=f"The content policy of {page.subject} only reports: browsers block nothing.",
        fix="When the reports are quiet, rename the header: "
        + send(platform, page.subject, "Content-Security-Policy", both),
        verify=policy_has(page.answer.url, "(script|default)-src"),
        evidence=(line("Content-Security-Policy-Report-Only", reports[0]),),
    )
