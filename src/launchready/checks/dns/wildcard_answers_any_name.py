from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import record_lacks
from launchready.derive.dns.lines import record
from launchready.facts.dns import Wildcard
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Every name you never made leads somewhere",
    impact="Typing errors and forgotten names show your site, or let a stranger use them.",
    severity=Severity.MEDIUM,
    rows=("dns.subdomains",),
    references=("https://www.rfc-editor.org/rfc/rfc4592",),
)
def wildcard_answers_any_name(wildcard: Wildcard) -> Iterator[Finding]:
    """
    ## What it looks for
    A name that nobody made, and that has an address all the same: a wildcard record.

    ## Why it matters
    A host that was removed on purpose keeps answering, search engines find copies of your pages
    under invented names, and a wildcard alias to a service opens every name to a takeover. A
    product that gives each customer a name needs one and can accept this.

    ## How to fix it
    Name the hosts you use and remove the `*` record.

    ## Example
    ```zone
    *.shop.example. 300 IN A 198.51.100.7
    ```
    Use instead:
    ```zone
    app.shop.example. 300 IN A 198.51.100.7
    api.shop.example. 300 IN A 198.51.100.7
    ```
    """
    zone = wildcard.subject
    if not wildcard.addresses:
        return
    kind = "CNAME" if wildcard.aliases else "AAAA" if ":" in wildcard.addresses[0] else "A"
    target = f"{wildcard.aliases[0]}." if wildcard.aliases else wildcard.addresses[0]
    yield Finding(
        subject=zone,
        message=f"Any name below {zone} leads to {target.rstrip('.')}.",
        fix=f"Remove `{record(f'*.{zone}', kind, target)}` and add a record for each host in use.",
        verify=record_lacks(f"nobody-made-this.{zone}", "A"),
        evidence=tuple(f"*.{zone} leads to {one}" for one in wildcard.addresses[:4]),
    )
