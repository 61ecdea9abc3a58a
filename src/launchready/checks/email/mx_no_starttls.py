from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.mail.proofs import encrypts
from launchready.facts.mail import MailTransport
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Your mail server takes mail unencrypted only",
    impact="Password resets and customer letters to you travel like postcards.",
    severity=Severity.HIGH,
    rows=("email.transport",),
    references=("https://www.rfc-editor.org/rfc/rfc3207",),
)
def mx_no_starttls(transport: MailTransport) -> Iterator[Finding]:
    """
    ## What it looks for
    A mail server that does not offer STARTTLS on port 25, or offers it and then fails. The two
    servers that senders try first are greeted, all of them with `--deep`. Where port 25 cannot be
    reached from here, nothing is said.

    ## Why it matters
    Anyone on the path reads the mail. Google shows senders a broken red lock for such a domain.

    ## How to fix it
    Give the mail server a certificate and switch TLS on.

    ## Example
    ```text
    wrong:   250-mail.shop.example
             250 8BITMIME
    instead: 250-mail.shop.example
             250-STARTTLS
             250 8BITMIME
    ```
    """
    for server in transport.servers:
        if server.starttls and not server.problem:
            continue
        what = (
            f"offers encryption and fails: {server.problem}"
            if server.problem
            else ("does not offer encryption (STARTTLS)")
        )
        yield Finding(
            subject=server.name,
            message=f"The mail server {server.name} {what}.",
            fix=(
                "Switch TLS on with a certificate for that name. In Postfix:"
                " `smtpd_tls_security_level = may` and `smtpd_tls_chain_files = KEY-AND-CHAIN.pem`."
            ),
            verify=encrypts(server),
            evidence=(server.banner, f"EHLO: {', '.join(server.extensions[:12])}"),
        )
