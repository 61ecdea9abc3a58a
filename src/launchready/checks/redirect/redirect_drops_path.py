from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import ends_on, literal
from launchready.derive.redirects.deep_link import loses_path
from launchready.derive.redirects.hops import lines
from launchready.derive.redirects.redirect_fix import keep_all
from launchready.derive.redirects.site import split
from launchready.facts.platform import Platform
from launchready.facts.redirect import PathWalk
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Links into the site end on its front page",
    impact="Old links, bookmarks and search results lose the page they were for.",
    severity=Severity.MEDIUM,
    rows=("redirect.seo_safe",),
    references=("https://developers.google.com/search/docs/crawling-indexing/301-redirects",),
)
def redirect_drops_path(walk: PathWalk, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A redirect from http to https, or between a host with www and the same without, that forgets
    the path: a probe asks for `/launchready-probe/a` and is sent to another path. A prefix put in
    front, such as a language, is fine. So is a page that does not exist.

    ## Why it matters
    Whoever follows an old link lands on the front page and has to search. Search engines treat
    such redirects as missing pages.

    ## How to fix it
    Put the path and the query of the request into the target of the redirect.

    ## Example
    ```text
    wrong:   return 301 https://shop.example/;
    instead: return 301 https://shop.example$request_uri;
    ```
    """
    hop = next(loses_path(walk), None)
    if hop is None:
        return
    yield Finding(
        subject=walk.subject,
        message=f"{walk.subject} forgets the path of a link when it redirects.",
        fix=keep_all(platform, hop.answer.url, hop.target),
        verify=ends_on(
            walk.hops[0].url, f".*{literal(split(walk.hops[0].url).path)}", status="..."
        ),
        evidence=lines(walk),
    )
