from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import record_has
from launchready.derive.dns.lines import record
from launchready.derive.mail.dmarc import dmarc_records
from launchready.derive.mail.publish import must_exist
from launchready.facts.mail import DmarcReports
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="DMARC reports go to somebody who has not agreed to take them",
    impact="The reports are never sent, so nobody sees forged or failing mail.",
    severity=Severity.MEDIUM,
    rows=("email.dmarc",),
    references=("https://www.rfc-editor.org/rfc/rfc9990#section-4",),
)
def dmarc_reports_refused(reports: DmarcReports) -> Iterator[Finding]:
    """
    ## What it looks for
    A report address in another organization's domain, where that domain has no record that says
    it takes reports about yours.

    ## Why it matters
    Receivers ask the other domain before they send, so that nobody can be flooded with reports.
    Without its consent they send nothing.

    ## How to fix it
    Ask whoever runs that mailbox to publish the record, or use an address of your own domain.

    ## Example
    ```zone
    _dmarc.shop.example. 300 IN TXT "v=DMARC1; p=none; rua=mailto:dmarc@agency.example"
    ```
    Use instead, in the zone of agency.example:
    ```zone
    shop.example._report._dmarc.agency.example. 300 IN TXT "v=DMARC1"
    ```
    """
    for answer in reports.permissions:
        if dmarc_records(answer.values):
            continue
        owner, _, target = answer.name.partition("._report._dmarc.")
        consent = record(answer.name, "TXT", '"v=DMARC1"')
        yield Finding(
            subject=f"_dmarc.{owner}",
            message=f"DMARC reports about {owner} go to {target}, which has not agreed to them.",
            fix=f"Have `{consent}` published in the zone of {target}, or name a mailbox of your"
            f" own: `rua=mailto:dmarc@{owner}`. {must_exist(f'dmarc@{owner}')}",
            verify=record_has(answer.name, "TXT", "v=dmarc1"),
            evidence=(f"{answer.name[:160]} TXT: {answer.status}",),
        )
