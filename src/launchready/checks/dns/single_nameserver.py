from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import PRINT, proof
from launchready.derive.dns.lines import dig, listed, record
from launchready.facts.dns import Zone
from launchready.model.check import check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile


@check(
    title="One name server answers for the whole domain",
    impact="When that one machine is down, your site, your mail and your sign-in are down.",
    severity=Severity.MEDIUM,
    rows=("dns.nameservers",),
    references=("https://www.rfc-editor.org/rfc/rfc2182#section-5",),
)
def single_nameserver(zone: Zone, profile: Profile) -> Iterator[Finding]:
    """
    ## What it looks for
    Fewer name servers than the profile asks for, two unless it says otherwise.

    ## Why it matters
    Nothing of the product works without its name. RFC 1034 asks for two servers, RFC 2182 for
    servers in different places.

    ## How to fix it
    Add a second server, or move the zone to a DNS host that runs several.

    ## Example
    ```zone
    shop.example. 86400 IN NS ns1.shop.example.
    ```
    Use instead:
    ```zone
    shop.example. 86400 IN NS ns1.shop.example.
    shop.example. 86400 IN NS ns2.elsewhere.example.
    ```
    """
    wanted = profile.threshold("name_servers")
    names = tuple(server.name for server in zone.nameservers)
    if not names or wanted.level(len(names)) is Level.MET:
        return
    yield Finding(
        subject=zone.subject,
        message=f"{zone.subject} has {len(names)} name server{'s' if len(names) > 1 else ''}"
        f" ({listed(names)}) instead of {wanted.target:g}.",
        fix=f"Add `{record(zone.subject, 'NS', 'SECOND-NAME-SERVER.')}` in the zone and at the"
        " registrar, or move the zone to a DNS host with several servers.",
        verify=proof(dig(zone.subject, "NS"), f'test "$({PRINT} | wc -l)" -ge {wanted.target:.0f}'),
        evidence=tuple(f"{zone.subject} NS {name}" for name in names),
    )
