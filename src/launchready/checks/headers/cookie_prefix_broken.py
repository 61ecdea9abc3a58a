from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import each, headers, lacks, literal, proof
from launchready.derive.headers.header_fix import line
from launchready.derive.headers.set_cookie import cookies
from launchready.facts.page import Page
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Browsers refuse a cookie because of its name",
    impact="Sign-in fails, and it looks like a fault of the browser.",
    severity=Severity.MEDIUM,
    rows=("headers.cookies",),
    references=("https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis",),
)
def cookie_prefix_broken(page: Page) -> Iterator[Finding]:
    """
    ## What it looks for
    Cookies named `__Secure-…` without `Secure`, and cookies named `__Host-…` without `Secure`,
    with a `Domain`, or with a `Path` other than `/`.

    ## Why it matters
    The prefix is a promise about the cookie; browsers drop a cookie that breaks it.

    ## How to fix it
    Keep the promise or drop the prefix.

    ## Example
    ```http
    Set-Cookie: __Host-sid=…; Secure; Domain=shop.example
    ```
    Use instead:
    ```http
    Set-Cookie: __Host-sid=…; Secure; Path=/
    ```
    """
    for cookie, header in cookies(page.answer.all("set-cookie")):
        if cookie.prefix_problem:
            yield Finding(
                subject=page.subject,
                message=f"Browsers refuse the cookie `{cookie.name}` of {page.subject}:"
                f" {cookie.prefix_problem}.",
                fix=f"Set `{cookie.name}` with `Secure; Path=/` and without `Domain`, or drop"
                f" the prefix.",
                verify=proof(
                    headers(page.answer.url),
                    each(f"^set-cookie: *{literal(cookie.name)}=", ";[[:space:]]*secure"),
                    each(
                        f"^set-cookie: *{literal(cookie.name)}=",
                        ";[[:space:]]*path=/([;[:space:]]|$)",
                    ),
                    lacks(f"^set-cookie: *{literal(cookie.name)}=.*;[[:space:]]*domain="),
                ),
                evidence=(line("Set-Cookie", header),),
            )
