from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import body, has, lacks, literal, proof
from launchready.derive.page.canonical_tag import is_indexable, wrong_tag
from launchready.derive.redirects.site import canonical_url
from launchready.facts.base import Each
from launchready.facts.page import Page
from launchready.facts.product import Product
from launchready.facts.redirect import SiteWalk
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The page names another address as the right one",
    impact="Search engines drop the page in favour of an address that is not it.",
    severity=Severity.MEDIUM,
    rows=("redirect.canonical_tag",),
    references=(
        "https://www.rfc-editor.org/rfc/rfc6596",
        "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls",
    ),
)
def canonical_tag_points_elsewhere(
    page: Page, walks: Each[SiteWalk], product: Product
) -> Iterator[Finding]:
    """
    ## What it looks for
    A public page whose `rel=canonical` names several addresses, an address by plain http, or a
    host that is neither its own nor the canonical one: staging, localhost, somebody else's. On the
    site itself, with or without www, only the canonical host is right.

    ## Why it matters
    Search engines take the tag at its word. A build that carries the address of staging or of a
    template removes the whole site from their results.

    ## How to fix it
    Make the tag from the production address in the settings of the build, one per page.

    ## Example
    ```html
    <!-- wrong -->   <link rel="canonical" href="https://staging.shop.example/">
    <!-- instead --> <link rel="canonical" href="https://shop.example/">
    ```
    """
    if not page.canonical or not is_indexable(page, product):
        return
    canonical = canonical_url(product, walks)
    problem = wrong_tag(page, product, canonical)
    if not problem:
        return
    url = page.answer.url
    yield Finding(
        subject=page.subject,
        message=f"The page at {url} {problem}.",
        fix="Set the site's base address to the production one in the build's settings, so that the"
        " canonical link is the page's own address.",
        verify=proof(
            body(url, "-L"),
            has("<link[^>]*canonical"),
            lacks(f"<link[^>]*{literal(page.canonical[0])}['\" >]"),
        ),
        evidence=tuple(f"rel=canonical: {tag}"[:200] for tag in page.canonical[:5]),
    )
