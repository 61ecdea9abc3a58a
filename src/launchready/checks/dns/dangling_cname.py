from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import resolves
from launchready.derive.dns.lines import record
from launchready.facts.dns import Addresses, Takeover
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A name leads to something that is gone",
    impact="Visitors get an error, and a stranger may get the name one day.",
    severity=Severity.HIGH,
    rows=("dns.dangling",),
    references=("https://developer.mozilla.org/en-US/docs/Web/Security/Subdomain_takeovers",),
)
def dangling_cname(addresses: Addresses, takeover: Takeover | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A CNAME record whose target does not exist, or leads to a service that says it does not know
    the name. Where a stranger can take the name today, `subdomain-takeover` speaks instead.

    ## Why it matters
    The record is a promise to a company whose customer you no longer are. Whoever gets the target
    next publishes pages under your name.

    ## How to fix it
    Remove the record, or create what it leads to.

    ## Example
    ```zone
    careers.shop.example. 300 IN CNAME old-app.herokudns.com.   ; deleted last year
    ```
    Use instead: no record at all, until the host is needed again.
    """
    if takeover is not None and takeover.claimable:
        return
    name, target = addresses.subject, addresses.dangling
    if target:
        message = f"{name} is an alias of {target}, which does not exist."
        seen: tuple[str, ...] = (f"{name} CNAME {addresses.aliases[0]}", f"{target}: NXDOMAIN")
    elif takeover is not None and takeover.fingerprint:
        target = takeover.leads_to
        message = f"{name} leads to {takeover.service}, which does not know it any more."
        seen = (f"{name} leads to {target}", f"{takeover.url}: {takeover.fingerprint[:120]}")
    else:
        return
    shown = record(name, "CNAME", f"{addresses.aliases[0]}.") if addresses.aliases else target
    yield Finding(
        subject=name,
        message=message,
        fix=f"Remove `{shown}` at your DNS host, or create what it leads to.",
        verify=resolves(name),
        evidence=seen,
    )
