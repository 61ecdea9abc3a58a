from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import header_sent
from launchready.derive.headers.header_fix import line, send
from launchready.derive.headers.referrer import referrer_policy
from launchready.derive.page.document import is_document
from launchready.facts.page import Page
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The page does not say what other sites learn about its visitors",
    impact="Old browsers hand the full address, with what it holds, to every site you link to.",
    severity=Severity.MEDIUM,
    rows=("headers.baseline",),
    references=("https://www.w3.org/TR/referrer-policy/",),
)
def referrer_policy_missing(page: Page, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    No valid `Referrer-Policy` header and no `<meta name="referrer">`. New browsers then send only
    the site's name to others, old ones the whole address.

    ## Why it matters
    Addresses hold invitation codes, order numbers and search words.

    ## How to fix it
    Send `strict-origin-when-cross-origin`, which changes nothing for new browsers.

    ## Example
    ```http
    HTTP/1.1 200 OK
    ```
    Use instead:
    ```http
    HTTP/1.1 200 OK
    Referrer-Policy: strict-origin-when-cross-origin
    ```
    """
    stated = page.answer.all("referrer-policy")
    if not is_document(page) or referrer_policy(stated, page.referrer_meta):
        return
    yield Finding(
        subject=page.subject,
        message=f"{page.subject} states no referrer policy that browsers know.",
        fix=send(platform, page.subject, "Referrer-Policy", "strict-origin-when-cross-origin"),
        verify=header_sent(page.answer.url, "referrer-policy", "(origin|no-referrer)"),
        evidence=tuple(line("Referrer-Policy", one) for one in stated[:5]),
    )
