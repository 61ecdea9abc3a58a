from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import cookie_has
from launchready.derive.headers.header_fix import line
from launchready.derive.headers.set_cookie import cookies
from launchready.facts.page import Page
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A sign-in cookie goes along with requests from other sites",
    impact="Another website can act as your user in some browsers.",
    severity=Severity.MEDIUM,
    rows=("headers.cookies",),
    references=("https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis",),
)
def cookie_without_samesite(page: Page) -> Iterator[Finding]:
    """
    ## What it looks for
    A cookie whose name says that it signs a user in or guards forms, without a valid `SameSite`.
    Chromium then assumes `Lax`, other browsers do not.

    ## Why it matters
    A form on another website that posts to yours is sent with the cookie, so your server takes it
    for the user's own act.

    ## How to fix it
    Set `SameSite=Lax`; `Strict` where nobody arrives signed in from a link, `None; Secure` where
    the product works inside frames.

    ## Example
    ```http
    Set-Cookie: sid=…; Secure; HttpOnly
    ```
    Use instead:
    ```http
    Set-Cookie: sid=…; Secure; HttpOnly; SameSite=Lax
    ```
    """
    for cookie, header in cookies(page.answer.all("set-cookie")):
        if (cookie.is_session or cookie.is_csrf) and not cookie.same_site:
            yield Finding(
                subject=page.subject,
                message=f"{page.subject} sets the cookie `{cookie.name}` without `SameSite`.",
                fix="Set it where the cookie is made: `cookie: { sameSite: 'lax' }` in Express,"
                " `SESSION_COOKIE_SAMESITE = 'Lax'` in Django,"
                " `'same_site' => 'lax'` in Laravel's `config/session.php`.",
                verify=cookie_has(page.answer.url, cookie.name, "samesite="),
                evidence=(line("Set-Cookie", header),),
            )
