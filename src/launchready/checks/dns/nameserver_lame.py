from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import has, proof
from launchready.derive.dns.lines import dig, record
from launchready.facts.dns import Delegation
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A name server does not know your domain",
    impact="Some visitors wait seconds for your site, or do not find it at all.",
    severity=Severity.HIGH,
    rows=("dns.nameservers",),
    references=("https://www.rfc-editor.org/rfc/rfc1912#section-2.8",),
)
def nameserver_lame(delegation: Delegation) -> Iterator[Finding]:
    """
    ## What it looks for
    A name server in the domain's NS records that gives no authoritative answer when it is asked
    directly: it refuses, fails, times out, has no address, or only repeats what others say. When
    no server can be asked at all, the check says that it could not look.

    ## Why it matters
    Resolvers choose a server by chance. Each time they choose the lame one, somebody waits.

    ## How to fix it
    Set the zone up on that server, or take it out of the NS records and out of the registrar's
    list.

    ## Example
    ```zone
    shop.example. 86400 IN NS ns1.new-host.example.
    shop.example. 86400 IN NS ns2.old-host.example.   ; the old contract has ended
    ```
    Use instead:
    ```zone
    shop.example. 86400 IN NS ns1.new-host.example.
    shop.example. 86400 IN NS ns2.new-host.example.
    ```
    """
    zone = delegation.subject
    for server in delegation.servers:
        if server.problem:
            yield Finding(
                subject=zone,
                message=f"The name server {server.name} does not answer for {zone}:"
                f" it {_predicate(server.problem)}.",
                fix=f"Set {zone} up on {server.name}, or remove"
                f" `{record(zone, 'NS', f'{server.name}.')}` in the zone and at the registrar.",
                verify=proof(
                    dig(zone, "SOA", at=server.name, options="+norecurse"),
                    has("flags:[^;]* aa[ ;]"),
                ),
                evidence=(f"{server.name}: {server.problem[:180]}",),
            )


def _predicate(problem: str) -> str:
    """Fit the words of a problem behind "it"."""
    starts = ("is ", "has ", "timed out")
    return problem if problem.startswith(starts) else f"cannot be asked ({problem})"
