from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import lacks, literal, proof
from launchready.derive.dns.lines import dig, record
from launchready.facts.dns import MailHosts
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A mail server of yours does not exist",
    impact="Mail to you is late, or comes back to the sender.",
    severity=Severity.HIGH,
    rows=("dns.mx",),
    references=("https://www.rfc-editor.org/rfc/rfc5321#section-5.1",),
)
def mx_does_not_resolve(mail: MailHosts) -> Iterator[Finding]:
    """
    ## What it looks for
    An MX record that names a host without an address, a host that does not exist, or an address
    where only a name may stand.

    ## Why it matters
    Senders try the servers in turn and wait at each dead one; when all are dead the mail bounces.

    ## How to fix it
    Remove the record, or give the host an address.

    ## Example
    ```zone
    shop.example. 3600 IN MX 10 mail.shop.example.
    shop.example. 3600 IN MX 20 mail2.shop.example.   ; no such host any more
    ```
    Use instead:
    ```zone
    shop.example. 3600 IN MX 10 mail.shop.example.
    ```
    """
    domain = mail.subject
    for host in mail.hosts:
        if host.problem:
            line = record(domain, "MX", f"{host.preference} {host.name}.")
            yield Finding(
                subject=domain,
                message=f"Mail for {domain} may go to {host.name}, which {host.problem}.",
                fix=f"Remove `{line}`, or add `{record(host.name, 'A', 'ADDRESS')}`.",
                verify=proof(
                    dig(domain, "MX"),
                    f'{{ {lacks(literal(host.name))} || test -n "$({dig(host.name, "A")})"; }}',
                ),
                evidence=(f"{domain} MX {host.preference} {host.name[:150]}",),
            )
