from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import header_sent
from launchready.derive.headers.header_fix import line, send
from launchready.derive.headers.hsts import read_hsts
from launchready.derive.page.document import takes_hsts
from launchready.facts.page import Page
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Browsers are not told to use https only",
    impact="On a hostile Wi-Fi the first request can be caught, the sign-in with it.",
    severity=Severity.HIGH,
    rows=("headers.hsts",),
    references=("https://www.rfc-editor.org/rfc/rfc6797#section-6.1", "https://hstspreload.org/"),
)
def hsts_missing(page: Page, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A page over HTTPS that sends no `Strict-Transport-Security`, one that browsers cannot read, or
    one with `max-age=0`, which switches the protection off. Hosts without HTTPS are left to the
    TLS checks.

    ## Why it matters
    People type the name without `https://`. Without the header the browser asks in plain text
    first, and whoever runs the network can answer in your place.

    ## How to fix it
    Send the header from every host once all of it speaks HTTPS. Begin with a day, raise it to
    half a year when nothing breaks: browsers remember it for as long as you say.

    ## Example
    ```http
    HTTP/1.1 200 OK
    Strict-Transport-Security: max-age=0
    ```
    Use instead:
    ```http
    HTTP/1.1 200 OK
    Strict-Transport-Security: max-age=15552000
    ```
    """
    if not takes_hsts(page):
        return
    header = page.answer.header("strict-transport-security")
    if header is None:
        message = f"{page.subject} does not tell browsers to use https only."
    else:
        policy = read_hsts(header)
        if policy.problem:
            message = f"Browsers ignore the HSTS header of {page.subject}: {policy.problem}."
        elif policy.max_age == 0:
            message = f"{page.subject} switches https-only off: it sends `max-age=0`."
        else:
            return
    yield Finding(
        subject=page.subject,
        message=message,
        fix=send(platform, page.subject, "Strict-Transport-Security", "max-age=15552000"),
        verify=header_sent(page.answer.url, "strict-transport-security", 'max-age="?[1-9]'),
        evidence=() if header is None else (line("Strict-Transport-Security", header),),
    )
