from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import first_hop, literal
from launchready.derive.redirects.hops import hops, lines
from launchready.derive.redirects.redirect_fix import to_https
from launchready.derive.redirects.site import host_of, split, twin
from launchready.facts.http import Walk
from launchready.facts.platform import Platform
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The domain never tells browsers to use https",
    impact="Visitors who type the domain can be intercepted on every first step.",
    severity=Severity.MEDIUM,
    rows=("headers.hsts",),
    references=("https://hstspreload.org/#submission-requirements",),
)
def redirect_first_to_other_host(
    walk: Walk, product: Product, platform: Platform | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    `http://` at the registrable domain that redirects straight to the www host, before it was on
    `https://` of the domain itself.

    ## Why it matters
    Strict-Transport-Security counts for the host that sends it, and for those below. When nobody
    is ever led to https at the domain, no browser learns to use it there, and preloading is
    refused.

    ## How to fix it
    Redirect to https on the same host first, send the header there, then redirect to www.

    ## Example
    ```text
    wrong:   http://shop.example/ -> https://www.shop.example/
    instead: http://shop.example/ -> https://shop.example/ -> https://www.shop.example/
    ```
    """
    hop = next(hops(walk), None)
    host = host_of(walk.subject)
    if hop is None or host != product.domain or split(walk.subject).scheme != "http":
        return
    if host_of(hop.target) != twin(host):
        return
    yield Finding(
        subject=walk.subject,
        message=f"{walk.subject} jumps to {twin(host)} before {host} itself was reached by https.",
        fix=to_https(platform, host),
        verify=first_hop(walk.subject, f"30[12378] https://{literal(host)}[:/]"),
        evidence=lines(walk),
    )
