from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import record_has
from launchready.derive.dns.lines import record
from launchready.derive.dns.mail import declares_mail
from launchready.facts.dns import MailHosts
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Nobody can write to your domain",
    impact="Replies, receipts and password questions to your address vanish.",
    severity=Severity.HIGH,
    rows=("dns.mx",),
    references=("https://www.rfc-editor.org/rfc/rfc5321#section-5.1",),
)
def mx_missing(mail: MailHosts, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    A product that declares mail, and a domain without MX records or with the one that refuses all
    mail. A product that declares no mail is not judged, and one that declares it sends none may
    refuse it.

    ## Why it matters
    People answer the mails you send. Without MX, senders try the web server instead, which is not
    listening.

    ## How to fix it
    Publish the MX records that your mail provider shows.

    ## Example
    ```
    $ dig +short shop.example MX
    ```
    Use instead:
    ```zone
    shop.example. 3600 IN MX 10 mail.shop.example.
    ```
    """
    if mail.hosts or not declares_mail(product):
        return
    domain, provider = mail.subject, product.mail_provider
    server = f"MAIL-SERVER-OF-{provider.upper().replace(' ', '-')}." if provider else "MAIL-SERVER."
    said = "refuses all mail (MX 0 .)" if mail.refuses else "has no mail server (MX)"
    yield Finding(
        subject=domain,
        message=f"{domain} {said}, while the product sends or receives mail.",
        fix=f"Add the MX records of your mail provider: `{record(domain, 'MX', f'10 {server}')}`.",
        verify=record_has(domain, "MX", "[a-z]"),
        evidence=(f"{domain} MX 0 ." if mail.refuses else f"{domain}: no MX record",),
    )
