from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import record_has
from launchready.derive.mail.publish import publish
from launchready.derive.mail.senders import receives, sends
from launchready.facts.mail import MailDomain
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Replies to your mail come back to the sender",
    impact="Customers answer your mails with questions and complaints, and nobody gets them.",
    severity=Severity.MEDIUM,
    rows=("email.reply_identity",),
    references=("https://www.rfc-editor.org/rfc/rfc5321#section-5.1",),
)
def reply_domain_has_no_mx(domain: MailDomain, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    A domain that the product sends from and that has no mail server (MX), or says that it takes
    no mail.

    ## Why it matters
    People answer. Some receivers also refuse mail whose sender cannot be written back to.

    ## How to fix it
    Give the domain MX records, or send from a domain that has them.

    ## Example
    ```zone
    news.shop.example.   ; sends mail, no MX record
    ```
    Use instead:
    ```zone
    news.shop.example. 3600 IN MX 10 mail.shop.example.
    ```
    """
    if receives(domain) or not sends(domain, product):
        return
    name = domain.subject
    said = f"{name} MX 0 ." if domain.mx.values else f"{name} MX: {domain.mx.status}"
    home = f"mail.{product.domain or name}." if product.domain != name else "YOUR-MAIL-SERVER."
    yield Finding(
        subject=name,
        message=f"The product sends mail from {name}, which has no mail server for the replies.",
        fix=publish(name, f"10 {home}", product, "MX"),
        verify=record_has(name, "MX", "[a-z]"),
        evidence=(said,),
    )
