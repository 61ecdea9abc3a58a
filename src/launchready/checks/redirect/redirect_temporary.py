from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import first_hop
from launchready.derive.redirects.hops import PERMANENT, Hop, hops
from launchready.derive.redirects.redirect_fix import permanent
from launchready.derive.redirects.site import host_of, split, twin
from launchready.facts.http import Walk
from launchready.facts.platform import Platform
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A lasting redirect is marked as temporary",
    impact="Search engines keep the old address, and browsers ask again on every visit.",
    severity=Severity.MEDIUM,
    rows=("redirect.seo_safe",),
    references=(
        "https://developers.google.com/search/docs/crawling-indexing/301-redirects",
        "https://www.rfc-editor.org/rfc/rfc9110#section-15.4",
    ),
)
def redirect_temporary(walk: Walk, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A redirect from http to https, or between a host with www and the same without, that answers
    302, 303 or 307. Redirects by language, to a login or within a host may well be temporary and
    are left alone.

    ## Why it matters
    A temporary redirect tells search engines to keep the old address, and caches and browsers to
    ask again each time.

    ## How to fix it
    Answer 301, or 308 where the method must stay.

    ## Example
    ```text
    wrong:   302 http://shop.example/ -> https://shop.example/
    instead: 301 http://shop.example/ -> https://shop.example/
    ```
    """
    # Only the first: the https start has a walk of its own.
    hop = next(hops(walk), None)
    if hop is None or hop.answer.status in PERMANENT or not _is_lasting(hop):
        return
    yield Finding(
        subject=walk.subject,
        message=f"{walk.subject} answers {hop.answer.status}, a temporary redirect, where it leads"
        " for good.",
        fix=permanent(platform, hop.answer.url, hop.target),
        verify=first_hop(walk.subject, "30[18] "),
        evidence=(str(hop),),
    )


def _is_lasting(hop: Hop) -> bool:
    here, there = host_of(hop.answer.url), host_of(hop.target)
    to_https = split(hop.answer.url).scheme == "http" and split(hop.target).scheme == "https"
    return (here == there and to_https) or there == twin(here)
