from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import body_lacks
from launchready.derive.redirects.main_host import main_host
from launchready.facts.product import Product
from launchready.facts.wellknown import RobotsTxt
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Search engines are kept out of the whole site",
    impact="Nobody finds you by searching.",
    severity=Severity.HIGH,
    rows=("exposure.index",),
    references=("https://www.rfc-editor.org/rfc/rfc9309",),
)
def robots_blocks_everything(robots: RobotsTxt, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    A `robots.txt` on the host that visitors are meant to end on which forbids its root page to
    all crawlers or to Google's. Rules against single folders or other crawlers are fine.

    ## Why it matters
    The file is copied from the test system, where it belongs.

    ## How to fix it
    Allow the root; forbid only what must not be crawled.

    ## Example
    ```text
    User-agent: *
    Disallow: /
    ```
    Use instead:
    ```text
    User-agent: *
    Disallow: /cart
    ```
    """
    if robots.subject != main_host(product) or not (robots.blocks_all or robots.blocks_google):
        return
    who = "every search engine" if robots.blocks_all else "Google"
    yield Finding(
        subject=robots.subject,
        message=f"{robots.url} keeps {who} out of the whole site.",
        fix="Delete the line `Disallow: /`, or narrow it to the folders that must not be crawled.",
        verify=body_lacks(robots.url, "^disallow: */[[:space:]]*$"),
        evidence=robots.blocking_rules,
    )
