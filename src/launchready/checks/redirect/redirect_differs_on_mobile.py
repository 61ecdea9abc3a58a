from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from launchready.derive.commands import ends_on, literal
from launchready.derive.redirects.hops import lines
from launchready.derive.redirects.site import host_of, root_of, serves, split
from launchready.facts.http import Walk
from launchready.facts.redirect import MobileWalk
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

_PHONE = "Mozilla/5.0 (Linux; Android 14; Mobile)"


@check(
    title="Phones end up somewhere else than computers",
    impact="Sign-up or checkout fails on phones, and nobody in the office sees it.",
    severity=Severity.HIGH,
    rows=("redirect.no_loop",),
    references=(
        "https://developers.google.com/search/docs/crawling-indexing/mobile/mobile-sites-mobile-first-indexing",
    ),
)
def redirect_differs_on_mobile(mobile: MobileWalk, walk: Walk) -> Iterator[Finding]:
    """
    ## What it looks for
    A start of the canonical host that leads a phone to another host, to plain HTTP, into a circle
    or to an error, while a computer reaches the page. Another path on the same host is fine.

    ## Why it matters
    Most visitors come by phone, and most tests are made on a computer. A forgotten redirect to an
    old mobile site is found by customers first.

    ## How to fix it
    Remove the redirect by User-Agent and serve one page that fits both. If there is a mobile site,
    make it work and link it with `rel=alternate`.

    ## Example
    ```text
    wrong:   302 https://shop.example/ -> https://m.shop.example/        (phones only)
    instead: 200 https://shop.example/                                   (everybody)
    ```
    """
    if not serves(walk):
        return
    there, here = split(mobile.end), split(walk.end)
    same = there.hostname == here.hostname and there.scheme == here.scheme
    if serves(mobile) and same:
        return
    seen = mobile.end if serves(mobile) else "a circle" if mobile.loop else "an error"
    yield Finding(
        subject=mobile.subject,
        message=f"{mobile.subject} leads phones to {seen}, and computers to {walk.end}.",
        fix=f"Remove the redirect by User-Agent at {host_of(mobile.subject)}, so that phones and"
        " computers get the same address.",
        verify=ends_on(mobile.subject, literal(root_of(walk.end)), f"-A {quote(_PHONE)}"),
        evidence=(*(f"phone: {line}" for line in lines(mobile)), f"computer: ends on {walk.end}"),
    )
