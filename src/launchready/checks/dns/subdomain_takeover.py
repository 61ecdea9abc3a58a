from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import literal, record_lacks
from launchready.derive.dns.lines import record
from launchready.facts.dns import Addresses, Takeover
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A stranger can take over one of your names",
    impact="Anybody can publish pages under your name and read cookies of your domain.",
    severity=Severity.BLOCKER,
    rows=("dns.dangling",),
    references=(
        "https://developer.mozilla.org/en-US/docs/Web/Security/Subdomain_takeovers",
        "https://github.com/EdOverflow/can-i-take-over-xyz",
    ),
)
def subdomain_takeover(takeover: Takeover, addresses: Addresses | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A name that leads to a service such as GitHub Pages, Heroku, S3 or Azure, where the service
    says in its own words that nobody has the name, or where the target can be registered anew.
    Nothing is claimed: only the first page is read.

    ## Why it matters
    The stranger's pages stand under your name with a valid certificate: phishing that even careful
    customers trust, and cookies of the whole domain within reach.

    ## How to fix it
    Remove the record today. If you still need the host, claim the name at the service first and
    verify your domain there.

    ## Example
    ```zone
    blog.shop.example. 300 IN CNAME shop-example.github.io.   ; the site was deleted
    ```
    Use instead: no record, until a site stands there again.
    """
    if not takeover.claimable:
        return
    name, target = takeover.subject, takeover.leads_to
    kind = "CNAME" if addresses is None or addresses.aliases else "A"
    shown = record(name, kind, f"{target}." if kind == "CNAME" else target)
    said = f"“{takeover.fingerprint[:120].rstrip('.')}”" if takeover.url else takeover.fingerprint
    page = (f"{takeover.url} answers {takeover.status}: {said}",) if takeover.url else (said,)
    yield Finding(
        subject=name,
        message=f"{name} leads to {takeover.service}, where anybody can claim it: {said}.",
        fix=f"Remove `{shown}` at your DNS host now; or claim {name} at {takeover.service} and"
        " verify the domain there.",
        verify=record_lacks(name, kind, literal(target)),
        evidence=(f"{name} leads to {target}", *page),
    )
