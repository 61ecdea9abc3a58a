from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import body_has
from launchready.derive.page.canonical_tag import is_indexable
from launchready.facts.page import Page
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The page does not say which address is the right one",
    impact="Search engines list copies of the page with tracking tags, or choose for you.",
    severity=Severity.MEDIUM,
    rows=("redirect.canonical_tag",),
    references=(
        "https://www.rfc-editor.org/rfc/rfc6596",
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls",
    ),
)
def canonical_tag_missing(page: Page, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    A public page that search engines may list, without `rel=canonical` in its HTML or in a Link
    header. Pages of the app, the API, sign-in, administration, status and staging are left out.

    ## Why it matters
    The same page is reached with campaign tags, with and without a slash, with upper-case letters.
    Without the tag each is a page of its own.

    ## How to fix it
    Put the page's one full address into its head, made from the route and not from the address
    asked.

    ## Example
    ```html
    <!-- wrong -->   <head><title>Shop</title></head>
    <!-- instead --> <head><link rel="canonical" href="https://shop.example/"></head>
    ```
    """
    if page.canonical or not is_indexable(page, product):
        return
    url = page.answer.url
    yield Finding(
        subject=page.subject,
        message=f"The page at {url} does not state its canonical address.",
        fix=f'Add `<link rel="canonical" href="{url}">` to its head, and to every other page the'
        " one with its own address.",
        verify=body_has(url, "rel=.?canonical", "-iL"),
        evidence=(f"{page.answer.status} {url}: no rel=canonical in the HTML or the Link header",),
    )
