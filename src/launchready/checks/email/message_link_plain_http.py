from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.mail.message.words import check_again
from launchready.facts.message import MessageLinks
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Your mail links over plain HTTP",
    impact="A token in the link can be read, and browsers warn before the page opens.",
    severity=Severity.MEDIUM,
    rows=("email.links",),
    references=("https://www.rfc-editor.org/rfc/rfc9110#section-4.2.2",),
)
def message_link_plain_http(links: MessageLinks) -> Iterator[Finding]:
    """
    ## What it looks for
    Links and pictures of the message that begin with `http://`.

    ## Why it matters
    Verification and reset links carry secrets: over plain HTTP everybody on the way reads them.

    ## How to fix it
    Write `https://` into the templates, and set the app's public address with it.

    ## Example
    ```text
    wrong:   http://app.shop.example/verify?token=...
    instead: https://app.shop.example/verify?token=...
    ```
    """
    plain = [link for link in links.links if link.url.lower().startswith("http://")]
    if plain:
        yield Finding(
            subject=links.subject,
            message=f"{len(plain)} of {len(links.links)} links of the message are not encrypted.",
            fix="Write https:// into the mail templates, and set the app's public address with it.",
            verify=check_again(links.subject),
            evidence=tuple(link.url[:200] for link in plain[:5]),
        )
