from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import cookie_has
from launchready.derive.headers.header_fix import line
from launchready.derive.headers.set_cookie import cookies
from launchready.derive.page.document import is_encrypted
from launchready.facts.page import Page
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A sign-in cookie travels unencrypted",
    impact="Whoever shares the Wi-Fi can take over the account.",
    severity=Severity.HIGH,
    rows=("headers.cookies",),
    references=("https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis",),
)
def cookie_without_secure(page: Page) -> Iterator[Finding]:
    """
    ## What it looks for
    A cookie whose name says that it signs a user in (`session`, `sid`, `auth`, `token`,
    `connect.sid`, `sb-…-auth-token`) without `Secure`, on a page over HTTPS; and any cookie with
    `SameSite=None` without it, which browsers refuse. Cookies that are being deleted are left
    out.

    ## Why it matters
    Without `Secure` the browser sends the cookie over plain HTTP as well, readable for everybody
    on the way.

    ## How to fix it
    Set `Secure` where the session is configured. Behind a proxy tell the framework to trust it,
    else it believes the connection is plain.

    ## Example
    ```http
    Set-Cookie: sid=…; HttpOnly
    ```
    Use instead:
    ```http
    Set-Cookie: sid=…; HttpOnly; Secure; SameSite=Lax
    ```
    """
    for cookie, header in cookies(page.answer.all("set-cookie")):
        if (
            is_encrypted(page)
            and not cookie.secure
            and (cookie.is_session or cookie.same_site == "none")
        ):
            yield Finding(
                subject=page.subject,
                message=f"{page.subject} sets the cookie `{cookie.name}` without `Secure`.",
                fix="Set it where the cookie is made: `cookie: { secure: true }` in Express,"
                " `SESSION_COOKIE_SECURE = True` in Django,"
                " `'secure' => true` in Laravel's `config/session.php`.",
                verify=cookie_has(page.answer.url, cookie.name, "secure"),
                evidence=(line("Set-Cookie", header),),
            )
