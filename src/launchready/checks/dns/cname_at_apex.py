from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import record_lacks
from launchready.derive.dns.lines import record
from launchready.facts.dns import Zone
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The domain itself is an alias",
    impact="Mail and name servers of the domain fail in turn, depending on who asks.",
    severity=Severity.HIGH,
    rows=("dns.conflicts",),
    references=("https://www.rfc-editor.org/rfc/rfc1034#section-3.6.2",),
)
def cname_at_apex(zone: Zone) -> Iterator[Finding]:
    """
    ## What it looks for
    A CNAME record at the domain itself, where SOA, NS and often MX and TXT records must stand.

    ## Why it matters
    A CNAME says "everything about this name is over there". Resolvers then lose the mail servers
    and the SPF record, some always and some only for a while.

    ## How to fix it
    Use an A record, or what your DNS host offers for this case: ALIAS, ANAME, flattened CNAME.

    ## Example
    ```zone
    shop.example. 300 IN CNAME shop.herokudns.com.
    ```
    Use instead:
    ```zone
    shop.example. 300 IN ALIAS shop.herokudns.com.
    ```
    """
    name = zone.subject
    if zone.alias and (zone.soa or zone.nameservers):
        yield Finding(
            subject=name,
            message=f"{name} is an alias of {zone.alias}, beside the records of a whole domain.",
            fix=f"Replace `{record(name, 'CNAME', f'{zone.alias}.')}` by an A record, or by the"
            " ALIAS, ANAME or flattened CNAME of your DNS host.",
            verify=record_lacks(name, "CNAME"),
            evidence=(f"{name} CNAME {zone.alias}",),
        )
