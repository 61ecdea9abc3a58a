from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import cookie_has
from launchready.derive.headers.header_fix import line
from launchready.derive.headers.set_cookie import cookies
from launchready.facts.page import Page
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Scripts can read a sign-in cookie",
    impact="One stray script on the page can copy the sign-in of every visitor.",
    severity=Severity.HIGH,
    rows=("headers.cookies",),
    references=("https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis",),
)
def cookie_readable_by_scripts(page: Page) -> Iterator[Finding]:
    """
    ## What it looks for
    A cookie whose name says that it signs a user in, without `HttpOnly`. Cookies against forged
    forms (`csrftoken`, `XSRF-TOKEN`) have to be readable and are left out.

    ## Why it matters
    A script that slips into the page, or into a library it loads, sends the cookie away and its
    owner signs in as the user.

    ## How to fix it
    Set `HttpOnly`, and read the user on the server instead of from the cookie.

    ## Example
    ```http
    Set-Cookie: session=…; Secure
    ```
    Use instead:
    ```http
    Set-Cookie: session=…; Secure; HttpOnly; SameSite=Lax
    ```
    """
    for cookie, header in cookies(page.answer.all("set-cookie")):
        if cookie.is_session and not cookie.http_only:
            yield Finding(
                subject=page.subject,
                message=f"Scripts on {page.subject} can read the sign-in cookie `{cookie.name}`.",
                fix="Set it where the cookie is made: `cookie: { httpOnly: true }` in Express,"
                " `SESSION_COOKIE_HTTPONLY = True` in Django,"
                " `'http_only' => true` in Laravel's `config/session.php`.",
                verify=cookie_has(page.answer.url, cookie.name, "httponly"),
                evidence=(line("Set-Cookie", header),),
            )
