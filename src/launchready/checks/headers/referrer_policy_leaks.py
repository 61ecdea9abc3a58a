from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import has, headers, lacks, proof
from launchready.derive.headers.header_fix import line, send
from launchready.derive.headers.referrer import referrer_policy
from launchready.derive.page.document import is_document
from launchready.facts.page import Page
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Other sites learn the full address of each page",
    impact="Codes and search words in addresses reach every site you link to or load from.",
    severity=Severity.MEDIUM,
    rows=("headers.baseline",),
    references=("https://www.w3.org/TR/referrer-policy/#referrer-policy-unsafe-url",),
)
def referrer_policy_leaks(page: Page, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A `Referrer-Policy` of `unsafe-url` or `no-referrer-when-downgrade`. In a list browsers take
    the last one they know. The same words in `<meta name="referrer">` override the header.

    ## Why it matters
    Addresses hold invitation codes, order numbers and search words.

    ## How to fix it
    Use `strict-origin-when-cross-origin`: others learn your name only.

    ## Example
    ```http
    Referrer-Policy: unsafe-url
    ```
    Use instead:
    ```http
    Referrer-Policy: strict-origin-when-cross-origin
    ```
    """
    stated = page.answer.all("referrer-policy")
    policy = referrer_policy(stated, page.referrer_meta)
    if not is_document(page) or policy not in {"unsafe-url", "no-referrer-when-downgrade"}:
        return
    yield Finding(
        subject=page.subject,
        message=f"{page.subject} hands full page addresses to other sites:"
        f" its policy is `{policy}`.",
        fix=send(platform, page.subject, "Referrer-Policy", "strict-origin-when-cross-origin"),
        verify=proof(
            headers(page.answer.url),
            lacks("^referrer-policy:.*(unsafe-url|no-referrer-when-downgrade)"),
            has("^referrer-policy:.*(origin|no-referrer)"),
        ),
        evidence=(line("Referrer-Policy", ", ".join(stated) or policy),),
    )
