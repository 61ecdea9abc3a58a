from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.caches.caching import never_keep, served_to_second, shared
from launchready.derive.caches.proofs import session_is_own
from launchready.derive.headers.set_cookie import Cookie, read_cookie
from launchready.facts.cache import TwoVisitors
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Two visitors get the same session",
    impact="A stranger can end up signed in as a customer.",
    severity=Severity.BLOCKER,
    rows=("cache.never_cache",),
    references=(
        "https://www.rfc-editor.org/rfc/rfc9111.html#section-7.3",
        "https://cwe.mitre.org/data/definitions/384.html",
    ),
)
def session_page_shared(visitors: TwoVisitors, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    Two visitors without cookies who ask for the same page and get the same long session cookie,
    or a page that sets a session cookie and allows shared caches to keep it.
    Cookies of load balancers, languages and experiments are not sessions.

    ## Why it matters
    A cached `Set-Cookie` hands the session of whoever came first to everybody who comes after.

    ## How to fix it
    Do not start a session on pages that are cached; send `Cache-Control: private, no-store`
    where one starts; let the edge strip `Set-Cookie` from what it keeps.

    ## Example
    ```http
    Cache-Control: public, s-maxage=600
    Set-Cookie: sessionid=...; HttpOnly
    ```

    Use instead:
    ```http
    Cache-Control: private, no-store
    Set-Cookie: sessionid=...; HttpOnly
    ```
    """
    cookies = filter(None, map(read_cookie, visitors.second.all("set-cookie")))
    sessions = [one.name for one in cookies if one.is_session and not one.deleted]
    same = [name for name in visitors.same_cookies if Cookie(name).is_session]
    hit, kept = served_to_second(visitors), shared(visitors.second)
    if same:
        message = f"Two visitors of {visitors.subject} got the same {same[0]} cookie."
    elif sessions and (hit or kept):
        message = f"{visitors.subject} sets the cookie {sessions[0]}, and caches may share it."
    else:
        return
    yield Finding(
        subject=visitors.subject,
        message=message,
        fix=never_keep(platform, visitors.subject),
        verify=session_is_own(visitors.subject),
        evidence=tuple(one for one in (*visitors.second.all("set-cookie"), kept, hit) if one)[:5],
    )
