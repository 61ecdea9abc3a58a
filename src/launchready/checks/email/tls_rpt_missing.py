from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import record_once
from launchready.derive.mail.mta_sts import sts_records
from launchready.derive.mail.publish import must_exist, publish, seen
from launchready.derive.mail.tls_rpt import read_tls_rpt, tls_rpt_records
from launchready.facts.mail import Dane, MtaSts, TlsReports
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Nobody is told when mail to you cannot be encrypted",
    impact="Mail that your own policy holds back is lost without a sign.",
    severity=Severity.MEDIUM,
    rows=("email.transport",),
    references=("https://www.rfc-editor.org/rfc/rfc8460#section-3",),
)
def tls_rpt_missing(
    reports: TlsReports, sts: MtaSts | None, dane: Dane | None, product: Product
) -> Iterator[Finding]:
    """
    ## What it looks for
    A domain with an MTA-STS policy or DANE records and no TLS-RPT record, or one that names no
    usable address. Without such a policy there is nothing to report on.

    ## Why it matters
    Senders that cannot encrypt hold the mail back because you asked for it. The report is the
    only way you hear of it.

    ## How to fix it
    Publish one record with a mailbox or an HTTPS address.

    ## Example
    ```zone
    _smtp._tls.shop.example.   ; no record
    ```
    Use instead:
    ```zone
    _smtp._tls.shop.example. 300 IN TXT "v=TLSRPTv1; rua=mailto:tls@shop.example"
    ```
    """
    records = tls_rpt_records(reports.record.values)
    promised = (sts is not None and bool(sts_records(sts.record.values))) or bool(
        dane is not None and dane.servers
    )
    name = f"_smtp._tls.{reports.subject}"
    if len(records) == 1:
        faults = [str(problem) for problem in read_tls_rpt(records[0]).problems]
        why = f"cannot be used: {faults[0]}" if faults else ""
    elif records:
        faults, why = [], "stands there more than once, so senders ignore it"
    else:
        faults, why = [], "is missing" if promised else ""
    if why:
        yield Finding(
            subject=name,
            message=f"The TLS-RPT record of {reports.subject} {why}.",
            fix=publish(name, f"v=TLSRPTv1; rua=mailto:tls@{reports.subject}", product)
            + f" {must_exist(f'tls@{reports.subject}')}",
            verify=record_once(name, "TXT", "v=tlsrptv1; *rua=(mailto|https):"),
            evidence=(
                *(seen(name, one) for one in records[:2]),
                *faults[:2],
                *(() if records else (f"{name} TXT: {reports.record.status}",)),
            ),
        )
