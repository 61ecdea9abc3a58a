from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import ends_on, literal
from launchready.derive.redirects.deep_link import loses_query
from launchready.derive.redirects.hops import lines
from launchready.derive.redirects.redirect_fix import keep_all
from launchready.derive.redirects.site import split
from launchready.facts.platform import Platform
from launchready.facts.redirect import PathWalk
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Campaign tags and links with parameters lose them on the way",
    impact="You cannot see which campaign brought a visitor, and links in mails stop working.",
    severity=Severity.MEDIUM,
    rows=("redirect.seo_safe",),
    references=("https://developers.google.com/search/docs/crawling-indexing/301-redirects",),
)
def redirect_drops_query(walk: PathWalk, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A redirect from http to https, or between a host with www and the same without, that keeps the
    path but forgets the query: a probe asks with `?x=1&utm_source=y`.

    ## Why it matters
    Campaign tags, referral codes and confirmation links are in the query. Without it the visitor
    arrives, and what they came with is gone.

    ## How to fix it
    Put the query of the request into the target of the redirect.

    ## Example
    ```text
    wrong:   return 301 https://shop.example$uri;
    instead: return 301 https://shop.example$request_uri;
    ```
    """
    hop = next(loses_query(walk), None)
    if hop is None:
        return
    yield Finding(
        subject=walk.subject,
        message=f"{walk.subject} forgets the query of a link when it redirects.",
        fix=keep_all(platform, hop.answer.url, hop.target),
        verify=ends_on(
            walk.hops[0].url, f".*{literal(split(walk.hops[0].url).query)}", status="..."
        ),
        evidence=lines(walk),
    )
