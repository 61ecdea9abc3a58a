from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import answered, at_most, proof
from launchready.derive.redirects.hops import hops, lines, passes_https_start
from launchready.derive.redirects.site import doorways, host_of, in_site
from launchready.facts.http import Walk
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile


@check(
    title="Visitors pass too many redirects",
    impact="Every redirect costs a round trip; phones wait a second before anything happens.",
    severity=Severity.MEDIUM,
    rows=("redirect.no_loop",),
    references=("https://developers.google.com/search/docs/crawling-indexing/301-redirects",),
)
def redirect_chain_too_long(walk: Walk, product: Product, profile: Profile) -> Iterator[Finding]:
    """
    ## What it looks for
    A start of the site itself that needs more redirects than the profile's target
    (`redirect_hops`), a start of another host that reaches its failing line, or one that goes on
    for more than ten. Steps outside the product, such as a login provider's, do not count.

    ## Why it matters
    Each step is another connection or at least another round trip before the first byte. Search
    engines stop after some, and each is one more thing that can break.

    ## How to fix it
    Point the first redirect straight at the last address.

    ## Example
    ```text
    wrong:   http://shop.example/ -> http://www.shop.example/ -> https://www.shop.example/
             -> https://shop.example/
    instead: http://shop.example/ -> https://shop.example/
    ```
    """
    if walk.loop:
        return
    steps = [hop for hop in hops(walk) if in_site(product, host_of(hop.answer.url))]
    reported = {Level.FAILED}
    if host_of(walk.subject) in doorways(product):
        reported.add(Level.BETWEEN)
    limit = profile.threshold("redirect_hops")
    known = passes_https_start(walk)
    if limit.level(len(steps)) not in reported or (
        known and limit.level(len(steps) - known) in reported
    ):
        return
    yield Finding(
        subject=walk.subject,
        message=f"{walk.subject} passes {len(steps)} redirects before a page shows.",
        fix=f"Let {walk.subject} redirect straight to {walk.end}.",
        verify=proof(
            answered(walk.subject, "-L --max-redirs 20", shows="%{num_redirects}"),
            at_most(int(limit.target)),
        ),
        evidence=lines(walk),
    )
