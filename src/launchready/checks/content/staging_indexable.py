from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.headers.proofs import unlisted
from launchready.derive.page.listing import keep_out, may_be_listed
from launchready.facts.page import Page
from launchready.facts.platform import Platform
from launchready.facts.product import Product, Role
from launchready.facts.wellknown import RobotsTxt
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Search engines may list the test system",
    impact="Customers find the test system, and search engines take it for the original.",
    severity=Severity.HIGH,
    rows=("exposure.index",),
    references=("https://developers.google.com/search/docs/crawling-indexing/block-indexing",),
)
def staging_indexable(
    page: Page, product: Product, robots: RobotsTxt | None, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    A staging host that shows a page to everybody without `noindex`, in the header or a meta tag,
    and without a `robots.txt` that keeps crawlers out. One behind a password is fine.

    ## Why it matters
    The copy competes with the original in search results, and people order on a system that
    nobody watches.

    ## How to fix it
    Best put the host behind a sign-in. Otherwise send `X-Robots-Tag: noindex` with every answer;
    `robots.txt` alone only keeps crawlers from reading it.

    ## Example
    ```http
    HTTP/1.1 200 OK
    ```
    Use instead:
    ```http
    HTTP/1.1 200 OK
    X-Robots-Tag: noindex
    ```
    """
    host = product.host(page.subject)
    if host is None or host.role is not Role.STAGING or not may_be_listed(page, robots):
        return
    yield Finding(
        subject=page.subject,
        message=f"Search engines may list the test system {page.subject}.",
        fix=keep_out(platform, page.subject),
        verify=unlisted(page.answer.url),
        evidence=(f"GET {page.answer.url} -> {page.answer.status}"[:200],),
    )
