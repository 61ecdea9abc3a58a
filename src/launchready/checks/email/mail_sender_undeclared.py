from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.dns.lines import listed
from launchready.derive.mail.senders import senders, undeclared
from launchready.facts.mail import DkimKeys, MailDomain
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A service that nobody named may send mail as you",
    impact="A forgotten account or a stranger's tool can write to your customers in your name.",
    severity=Severity.MEDIUM,
    rows=("email.spf",),
    references=("https://www.rfc-editor.org/rfc/rfc7208#section-5.2",),
)
def mail_sender_undeclared(
    domain: MailDomain, keys: DkimKeys | None, product: Product
) -> Iterator[Finding]:
    """
    ## What it looks for
    Services that the SPF record includes, that a DKIM record belongs to, or that run the mail
    servers, and that the manifest does not name under `[mail] providers` or `receives_at`. A
    manifest that names no provider is not judged.

    ## Why it matters
    Each of them can send mail that passes as yours. Left-over trials and old newsletters are how
    strangers get to.

    ## How to fix it
    Remove the service from the DNS, or name it in the manifest.

    ## Example
    ```toml
    [mail]
    providers = ["postmark"]      # while SPF also has include:sendgrid.net
    ```
    Use instead:
    ```toml
    [mail]
    providers = ["postmark", "sendgrid"]
    ```
    """
    for sender in undeclared(senders(domain, keys), product):
        known = listed(product.mail_providers)
        yield Finding(
            subject=domain.subject,
            message=f"{sender.name} may send mail as {domain.subject}; the manifest names {known}.",
            fix=(
                f"If nobody uses it, remove `{sender.evidence[:200]}` from the DNS; else add"
                f' "{sender.name}" to `providers` under [mail] in launchready.toml.'
            ),
            verify=f"dig +short {domain.subject} TXT",
            evidence=(sender.evidence[:200],),
        )
