from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.mail.proofs import spf_without
from launchready.derive.mail.senders import senders, undeclared
from launchready.derive.mail.spf.record import read_record
from launchready.derive.mail.spf.repair import without
from launchready.derive.mail.spf.words import published, replace_by
from launchready.facts.mail import MailDomain
from launchready.facts.product import Product
from launchready.facts.spf import SpfRecord
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A service that nobody declared may send as you",
    impact="A forgotten account, or a leaver's, can still send mail in your name.",
    severity=Severity.MEDIUM,
    rows=("email.spf",),
    references=("https://www.rfc-editor.org/rfc/rfc7208#section-5.2",),
)
def spf_undeclared_sender(
    record: SpfRecord, mail: MailDomain, product: Product
) -> Iterator[Finding]:
    """
    ## What it looks for
    Includes of known services that the manifest does not name under mail, where it names any.

    ## Why it matters
    Everybody with an account at the service, and everybody who ever gets into yours, can send mail
    that passes as yours.

    ## How to fix it
    Drop the include, or declare the service in the manifest when it is in use.

    ## Example
    ```zone
    shop.example. 300 IN TXT "v=spf1 include:_spf.google.com include:sendgrid.net ~all"
    ; the manifest declares Google Workspace only
    ```
    Use instead:
    ```zone
    shop.example. 300 IN TXT "v=spf1 include:_spf.google.com ~all"
    ```
    """
    domain = record.subject
    if len(record.records) != 1:
        return
    read = read_record(record.records[0])
    for one in undeclared(senders(mail), product):
        columns = {term.column for term in read.terms if one.evidence in term.text.lower()}
        if one.service is None or not columns:
            continue
        yield Finding(
            subject=domain,
            message=f"The SPF record of {domain} lets {one.name} send, which the manifest does not"
            f" declare.",
            fix=f"If {one.name} sends for you, add it to the manifest's mail providers. If not: "
            + replace_by(domain, without(read, columns), product),
            verify=spf_without(domain, one.evidence),
            evidence=(one.evidence, *published(domain, record.records)),
        )
