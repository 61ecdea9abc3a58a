from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import body, has, proof
from launchready.derive.dns.lines import dig
from launchready.derive.dns.mail import read_mx
from launchready.derive.mail.mta_sts import policy_text, reachable, sts_records
from launchready.derive.mail.publish import must_exist, publish
from launchready.facts.dns import MailHosts
from launchready.facts.mail import Dane, MailDomain, MtaSts
from launchready.facts.product import Product
from launchready.facts.run import Run
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Mail to you can be read on the way",
    impact="Whoever sits on the path can switch encryption off and read your customers' mail.",
    severity=Severity.MEDIUM,
    rows=("email.transport",),
    references=("https://www.rfc-editor.org/rfc/rfc8461",),
)
def mta_sts_missing(
    sts: MtaSts,
    domain: MailDomain,
    dane: Dane | None,
    hosts: MailHosts | None,
    product: Product,
    run: Run,
) -> Iterator[Finding]:
    """
    ## What it looks for
    A domain that takes mail and has neither an MTA-STS record nor DANE records for its mail
    servers.

    ## Why it matters
    Mail servers encrypt when the other side offers it. An attacker on the path removes the offer,
    and the mail goes in the clear, unless the domain has said that it always encrypts.

    ## How to fix it
    Publish a policy file and a record, first in testing mode with TLS-RPT reports, and switch to
    `mode: enforce` when the reports are clean.

    ## Example
    ```zone
    _mta-sts.shop.example.   ; no record
    ```
    Use instead:
    ```zone
    _mta-sts.shop.example. 300 IN TXT "v=STSv1; id=20261107"
    ```
    """
    if sts_records(sts.record.values) or (dane is not None and dane.servers):
        return
    name = sts.subject
    servers = [host for _, host in read_mx(domain.mx.values)]
    if not servers or servers == ["."]:
        return
    record = publish(f"_mta-sts.{name}", f"v=STSv1; id={run.at:%Y%m%d%H%M%S}", product)
    reports = publish(f"_smtp._tls.{name}", f"v=TLSRPTv1; rua=mailto:tls@{name}", product)
    yield Finding(
        subject=f"_mta-sts.{name}",
        message=f"{name} does not ask senders to encrypt: it has no MTA-STS policy.",
        fix=(
            f"Serve this at https://mta-sts.{name}/.well-known/mta-sts.txt as text/plain:\n"
            f"{policy_text(reachable(servers, hosts))}\nThen {record}\n{reports}"
            f" {must_exist(f'tls@{name}')}"
        ),
        verify=proof(
            dig(f"_mta-sts.{name}", "TXT")
            + f" && {body(f'https://mta-sts.{name}/.well-known/mta-sts.txt')}",
            has("v=stsv1; *id=[a-z0-9]"),
            has("^mode: *(enforce|testing)"),
            has("^mx: *[a-z0-9*]"),
        ),
        evidence=(f"_mta-sts.{name} TXT: {sts.record.status}",),
    )
