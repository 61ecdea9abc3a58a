from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import first_hop
from launchready.derive.redirects.hops import lines
from launchready.derive.redirects.redirect_fix import to_https
from launchready.derive.redirects.site import split
from launchready.facts.http import Walk
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

_FIRST_ERROR, _ASKS_FOR_PASSWORD = 400, 401


@check(
    title="Visitors stay on the unencrypted address",
    impact="Browsers warn people away, and passwords travel in clear.",
    severity=Severity.BLOCKER,
    rows=("redirect.https",),
    references=(
        "https://developer.mozilla.org/docs/Web/Security/Practical_implementation_guides/TLS#http_redirection",
    ),
)
def http_not_redirected_to_https(walk: Walk, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A visitor who begins with `http://` and gets a page, or is asked for a password, on an address
    that still begins with `http://`. A host that refuses plain HTTP with an error, as APIs should,
    passes.

    ## Why it matters
    Everybody on the way can read and change an unencrypted page, and put a form of their own on
    it. Browsers mark it as not secure.

    ## How to fix it
    Answer every plain request with one permanent redirect to the same address with `https://`,
    path and query kept.

    ## Example
    ```text
    wrong:   200 http://shop.example/
    instead: 301 http://shop.example/ -> https://shop.example/
    ```
    """
    last = walk.last
    if last is None or walk.loop or walk.stopped or split(walk.subject).scheme != "http":
        return
    shows_page = last.status < _FIRST_ERROR or last.status == _ASKS_FOR_PASSWORD
    if split(walk.end).scheme != "http" or not shows_page:
        return
    yield Finding(
        subject=walk.subject,
        message=f"{walk.subject} is served without encryption instead of going to https.",
        fix=to_https(platform, split(walk.end).hostname or ""),
        verify=first_hop(walk.subject, "30[12378] https://"),
        evidence=lines(walk),
    )
