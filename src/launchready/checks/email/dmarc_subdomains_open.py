from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import has, lacks, proof
from launchready.derive.dns.lines import dig
from launchready.derive.mail.discovery import standing
from launchready.derive.mail.dmarc import Policy
from launchready.derive.mail.publish import publish, seen
from launchready.derive.mail.tightening import render, report_mailbox
from launchready.facts.mail import Dmarc
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Names below your domain can be forged",
    impact="Mail from login.yourshop or billing.yourshop is delivered, though you never sent it.",
    severity=Severity.MEDIUM,
    rows=("email.dmarc",),
    references=("https://www.rfc-editor.org/rfc/rfc9989#section-4.7",),
)
def dmarc_subdomains_open(dmarc: Dmarc, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    A record that protects the domain with `quarantine` or `reject`, and asks for less for names
    below it (`sp=`) or for names that do not exist (`np=`).

    ## Why it matters
    Swindlers take the open door: any name that they make up below your domain is then as good as
    the domain itself.

    ## How to fix it
    Leave `sp=` and `np=` out, and the policy holds for everything below.

    ## Example
    ```zone
    _dmarc.shop.example. 300 IN TXT "v=DMARC1; p=reject; sp=none; rua=mailto:dmarc@shop.example"
    ```
    Use instead:
    ```zone
    _dmarc.shop.example. 300 IN TXT "v=DMARC1; p=reject; rua=mailto:dmarc@shop.example"
    ```
    """
    found = standing(dmarc.subject, dmarc.answers).governing
    if found is None or found.record.policy in {None, Policy.NONE} or found.record.lost:
        return
    record, name = found.record, f"_dmarc.{found.at}"
    policy = record.policy or Policy.NONE
    weaker = [
        f"{tag}={one}"
        for tag, one in (("sp", record.subdomains), ("np", record.missing_subdomains))
        if one is not None and one.level < policy.level
    ]
    if weaker:
        yield Finding(
            subject=name,
            message=(
                f"{found.at} is protected by p={policy}, names below it only by"
                f" {' and '.join(weaker)}."
            ),
            fix=f"Take {' and '.join(f'`{one}`' for one in weaker)} out of the record, so that"
            f" p={policy} holds for every name below the domain; with nothing else held back it is"
            f" this: {publish(name, render(found.at, record, policy), product)}"
            f"{report_mailbox(found.at, record)}",
            verify=proof(
                dig(name, "TXT"),
                has("v=dmarc1.*[; ]p=(quarantine|reject)"),
                *(lacks(one) for one in weaker),
            ),
            evidence=(seen(name, record.text),),
        )
