from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import status_is
from launchready.facts.message import MessageLinks
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A link in your mail leads nowhere",
    impact="The button that a new customer presses opens an error page.",
    severity=Severity.HIGH,
    rows=("email.links",),
    references=("https://www.rfc-editor.org/rfc/rfc9110#section-15.5",),
)
def message_link_dead(links: MessageLinks) -> Iterator[Finding]:
    """
    ## What it looks for
    Links and pictures of the message that do not open: no such host, no answer, an endless chain
    of redirects, or a status of 400 and above. They are asked with HEAD; answers that only refuse
    HEAD or a stranger (401, 403, 405, 429, 501) count as opening. Links that unsubscribe are
    never asked.

    ## Why it matters
    A verification mail with a dead button is a lost sign-up, and nobody reports it.

    ## How to fix it
    Correct the address in the template or the app's settings, or bring the page back.

    ## Example
    ```text
    wrong:   https://app.shop.example/verfy     404
    instead: https://app.shop.example/verify    200
    ```
    """
    for link in links.links:
        if link.problem:
            what = "picture" if link.picture else "link"
            yield Finding(
                subject=links.subject,
                message=f"A {what} to {link.host} does not open: {link.problem}.",
                fix="Correct the address in the mail's template or in the app's settings, or bring"
                " the page back.",
                verify=status_is(link.url, "2..", "-L"),
                evidence=(f"{link.url[:150]} {link.status or 'no answer'}",),
            )
