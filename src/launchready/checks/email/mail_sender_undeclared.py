from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.derive.dns.lines import listed
from launchready.derive.mail.senders import senders, undeclared
from launchready.facts.mail import DkimKeys, MailDomain
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A service that nobody named can sign mail as you",
    impact="A forgotten account or a stranger's tool can write to your customers in your name.",
    severity=Severity.MEDIUM,
    rows=("email.dkim",),
    references=("https://www.rfc-editor.org/rfc/rfc6376#section-3.6.1",),
)
def mail_sender_undeclared(
    domain: MailDomain, keys: DkimKeys, product: Product
) -> Iterator[Finding]:
    """
    ## What it looks for
    DKIM records that are aliases to a known sending service which the manifest does not name under
    `[mail] providers` or `receives_at`. A manifest that names no provider is not judged. What the
    SPF record includes is judged by `spf-undeclared-sender`.

    ## Why it matters
    Whoever has an account there, or gets into yours, can send mail that carries your signature.
    Left-over trials and old newsletters are how strangers get to.

    ## How to fix it
    Remove the record from the DNS, or name the service in the manifest.

    ## Example
    ```toml
    [mail]
    providers = ["postmark"]      # while s1._domainkey is an alias to sendgrid.net
    ```
    Use instead:
    ```toml
    [mail]
    providers = ["postmark", "sendgrid"]
    ```
    """
    by_spf = {sender.name for sender in senders(domain)}
    for sender in undeclared(senders(domain, keys), product):
        if sender.name in by_spf:
            continue
        known = listed(product.mail_providers)
        yield Finding(
            subject=domain.subject,
            message=f"{sender.name} can sign mail as {domain.subject}; the manifest names {known}.",
            fix=(
                f"If nobody uses it, remove `{sender.evidence[:200]}` from the DNS; else add"
                f' "{sender.name}" to `providers` under [mail] in launchready.toml.'
            ),
            verify=judged_again(f"audit {domain.subject}", "email", "mail-sender-undeclared"),
            evidence=(sender.evidence[:200],),
        )
