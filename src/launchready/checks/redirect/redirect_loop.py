from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import ends_on
from launchready.derive.platforms.platform import fix_on, of_host
from launchready.derive.redirects.hops import lines, passes_https_start
from launchready.facts.http import Walk
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Visitors are sent in a circle",
    impact="The page never opens: browsers give up with “too many redirects”.",
    severity=Severity.BLOCKER,
    rows=("redirect.no_loop",),
    references=("https://www.rfc-editor.org/rfc/rfc9110#section-15.4",),
)
def redirect_loop(walk: Walk, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A start from which the redirects lead back to an address already visited, with cookies kept on
    the way as a browser does.

    ## Why it matters
    Nobody can open the page. The usual cause is an edge network that speaks plain HTTP to a server
    which insists on https.

    ## How to fix it
    Let only one place redirect: the edge or the server. Behind an edge network encrypt the way to
    the server too, or let the server read `X-Forwarded-Proto`.

    ## Example
    ```text
    wrong:   301 https://shop.example/ -> https://shop.example/
    instead: Cloudflare SSL/TLS mode Full (strict) instead of Flexible
    ```
    """
    if not walk.loop or passes_https_start(walk):
        return
    yield Finding(
        subject=walk.subject,
        message=f"{walk.subject} sends visitors in a circle, so no page ever opens.",
        fix=fix_on(
            of_host(platform, walk.subject),
            "Remove one of the two redirects that undo each other (see the evidence). Behind a"
            " proxy, decide by the header `X-Forwarded-Proto` whether a request came by https.",
            cloudflare="In Cloudflare: SSL/TLS > Overview: set the mode to Full (strict), which"
            " ends the usual circle; else look for two rules that undo each other in Rules >"
            " Redirect Rules and on the server.",
            vercel="In Vercel: Project > Settings > Domains: only one of the apex and www may"
            " redirect to the other; remove redirects of the same kind from `vercel.json`.",
        ),
        verify=ends_on(walk.subject, "http"),
        evidence=lines(walk),
    )
