from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import body_lacks
from launchready.derive.page.document import asks_not_to_be_listed, is_document
from launchready.derive.redirects.main_host import main_host
from launchready.facts.page import Page
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The public site asks search engines to leave it out",
    impact="Nobody finds you by searching.",
    severity=Severity.HIGH,
    rows=("exposure.index",),
    references=("https://developers.google.com/search/docs/crawling-indexing/block-indexing",),
)
def public_page_noindexed(page: Page, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    `noindex` or `none` on the page that visitors are meant to end on, in a robots meta tag or
    `X-Robots-Tag`.

    ## Why it matters
    The setting is right for the time before the launch, and often stays.

    ## How to fix it
    Take it out of the page or the header. In WordPress: Settings > Reading > Search engine
    visibility.

    ## Example
    ```html
    <meta name="robots" content="noindex">
    ```
    Use instead:
    ```html
    <meta name="robots" content="index, follow">
    ```
    """
    if page.subject != main_host(product) or not is_document(page):
        return
    if not asks_not_to_be_listed(page):
        return
    header = page.answer.header("x-robots-tag")
    where = "the header `X-Robots-Tag`" if header else "the robots meta tag"
    yield Finding(
        subject=page.subject,
        message=f"{page.subject} asks search engines not to list it.",
        fix=f"Take `noindex` out of {where} of the public page.",
        verify=body_lacks(
            page.answer.url, "(x-robots-tag:|<meta[^>]*robots).*(noindex|none)", "-i"
        ),
        evidence=(f"robots: {', '.join(page.robots)}"[:200],),
    )
