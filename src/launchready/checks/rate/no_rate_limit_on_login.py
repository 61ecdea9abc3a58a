from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from launchready.derive.commands import has, proof
from launchready.derive.platforms.platform import fix_on, of_host
from launchready.facts.platform import Platform
from launchready.facts.service import LoginBurst
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

ENOUGH = 12


@check(
    title="Passwords can be guessed without end",
    impact="Bots take over your customers' accounts.",
    severity=Severity.HIGH,
    rows=("rate.auth",),
    references=(
        "https://cheatsheetseries.owasp.org/cheatsheets/Authentication_Cheat_Sheet.html",
        "https://www.rfc-editor.org/rfc/rfc6585.html#section-4",
    ),
)
def no_rate_limit_on_login(burst: LoginBurst, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    Twelve wrong logins in a row, for an account that cannot exist, none of which was refused
    for being too many: no 429, no lock (423), no growing delay. Sent only with consent to a
    burst and where the manifest says `owned = true`.

    ## Why it matters
    Lists of leaked passwords are tried at thousands per minute. A limit makes that take years.

    ## How to fix it
    Limit logins per account and per address: five wrong ones in fifteen minutes, then 429 with
    `Retry-After`. The same for sign-up and password reset.

    ## Example
    ```js
    app.post("/login", login);
    ```

    Use instead:
    ```js
    app.post("/login", rateLimit({ windowMs: 15 * 60_000, limit: 5 }), login);
    ```
    """
    if burst.limited_after is not None or len(burst.statuses) < ENOUGH:
        return
    yield Finding(
        subject=burst.subject,
        message=f"{len(burst.statuses)} wrong logins in a row were all let through at "
        f"{burst.subject}.",
        fix=fix_on(
            of_host(platform, burst.subject),
            "Limit logins per account and per address, and answer 429 with Retry-After.",
            cloudflare="In Cloudflare: Security > WAF > Rate limiting rules: this path, POST, "
            "5 requests per minute per IP, Block. Limit per account in the application as well.",
            nginx="In nginx: `limit_req_zone $binary_remote_addr zone=login:10m rate=5r/m;` and "
            "`limit_req zone=login burst=5 nodelay;` here. Limit per account in the application.",
        ),
        verify=_until_refused(burst),
        evidence=("statuses: " + " ".join(map(str, burst.statuses)),),
    )


def _until_refused(burst: LoginBurst) -> str:
    again = (
        "for one in 1 2 3 4 5 6 7 8 9 10 11 12; do curl -sS -o /dev/null -w '%{http_code} '"
        f" -H {quote(f'Content-Type: {burst.content_type}')} -d {quote(burst.body)}"
        f" {quote(burst.subject)} || break; done"
    )
    return proof(again, has("(^| )(423|429)( |$)"))
