from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import lacks, literal, proof
from launchready.derive.dns.lines import dig
from launchready.facts.dns import Delegation
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Your name server works for strangers",
    impact="Attackers use it to flood others, and your address ends on blocklists.",
    severity=Severity.MEDIUM,
    rows=("dns.nameservers",),
    references=("https://www.rfc-editor.org/rfc/rfc5358",),
)
def nameserver_open_recursion(delegation: Delegation) -> Iterator[Finding]:
    """
    ## What it looks for
    A name server of the domain that resolves names outside of it for anybody. It counts only when
    the server did so, not when it merely says that it would.

    ## Why it matters
    A small question with a forged sender brings a large answer to a victim. Its cache can also be
    poisoned, and it then answers for your own domain.

    ## How to fix it
    Switch recursion off on servers that are authoritative, or allow it to your own network only.

    ## Example
    ```
    recursion yes;
    ```
    Use instead (BIND):
    ```
    recursion no;
    ```
    """
    zone = delegation.subject
    for server in delegation.servers:
        if server.recursive:
            ask = dig("example.com", "A", at=server.name, options="+recurse")
            closed = "grep -qvE ' ra[ ;]'"
            yield Finding(
                subject=zone,
                message=f"{server.name} resolves other people's names for anybody who asks.",
                fix=f"On {server.name} switch recursion off (BIND: `recursion no;`), or move {zone}"
                " to a DNS host.",
                verify=proof(
                    dig(zone, "NS"),
                    f"{{ {lacks(literal(server.name))} || {ask} | grep flags: | {closed}; }}",
                ),
                evidence=(f"{server.name} answered for the zone above {zone}",),
            )
