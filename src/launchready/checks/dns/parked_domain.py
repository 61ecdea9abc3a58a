from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import literal, record_lacks
from launchready.derive.dns.lines import record
from launchready.derive.dns.parking import parking_signs
from launchready.facts.dns import Addresses, Zone
from launchready.facts.page import Page
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Your domain shows a parking page",
    impact="Visitors see advertisements, or that the name is for sale, instead of your product.",
    severity=Severity.BLOCKER,
    rows=("dns.apex",),
    references=("https://www.icann.org/en/icann-acronyms-and-terms/parked-domain-en",),
)
def parked_domain(zone: Zone, addresses: Addresses | None, page: Page | None) -> Iterator[Finding]:
    """
    ## What it looks for
    Name servers, addresses or alias targets of companies that park domains, the advertisements
    that only parked domains may show, or a title that says the domain is parked or for sale. The
    ordinary name servers of a registrar are no sign.

    ## Why it matters
    A domain falls back to parking when its registration or hosting lapsed, or when it was bought
    and never connected.

    ## How to fix it
    At the registrar set the name servers of your DNS host, and there the records of your product.

    ## Example
    ```zone
    shop.example. 86400 IN NS ns1.sedoparking.com.
    ```
    Use instead:
    ```zone
    shop.example. 86400 IN NS ada.ns.cloudflare.com.
    shop.example. 86400 IN NS rob.ns.cloudflare.com.
    ```
    """
    signs = parking_signs(zone, addresses, page)
    if signs:
        yield Finding(
            subject=zone.subject,
            message=f"{zone.subject} is parked: {signs[0]}.",
            fix="At your registrar replace the name servers with those of your DNS host, then add"
            f" `{record(zone.subject, 'A', 'ADDRESS-OF-YOUR-SERVER')}` there.",
            verify=record_lacks(
                zone.subject, "NS", "|".join(literal(one.name) for one in zone.nameservers)
            ),
            evidence=signs,
        )
