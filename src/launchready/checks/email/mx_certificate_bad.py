from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.mail.commands import get_certificate
from launchready.derive.mail.mta_sts import read_sts_policy
from launchready.derive.mail.proofs import encrypts
from launchready.derive.mail.tlsa import read_tlsa
from launchready.facts.mail import Dane, MailTransport, MtaSts
from launchready.facts.tls import Trust
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The certificate of your mail server is not trusted",
    impact="Senders cannot tell your mail server from an impostor; careful ones refuse to deliver.",
    severity=Severity.MEDIUM,
    rows=("email.transport",),
    references=("https://www.rfc-editor.org/rfc/rfc8461#section-4.2",),
)
def mx_certificate_bad(
    transport: MailTransport, sts: MtaSts | None, dane: Dane | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    A mail server whose certificate is expired, self-signed, for another name, or without its
    intermediate. A server whose key is published by DANE needs no authority and is left alone.

    ## Why it matters
    Most senders encrypt anyway and check nothing. Those that follow an MTA-STS policy in
    `enforce` mode do check, and do not deliver.

    ## How to fix it
    Get a free certificate for the name in the MX record and let it renew by itself.

    ## Example
    ```text
    wrong:   shop.example MX mail.shop.example, certificate for web01.hoster.example
    instead: certbot certonly --standalone -d mail.shop.example
    ```
    """
    enforced = sts is not None and read_sts_policy(sts.policy).mode == "enforce"
    pinned = {one.host for one in dane.servers if read_tlsa(one.values)} if dane else set()
    for server in transport.servers:
        if not server.chain or server.trust is Trust.TRUSTED or server.name in pinned:
            continue
        leaf = server.chain[0]
        then = " Your MTA-STS policy makes senders refuse it." if enforced else ""
        yield Finding(
            subject=server.name,
            message=f"The certificate of the mail server {server.name} is not trusted:"
            f" {server.trust}.{then}",
            fix=f"Install a certificate for {server.name} with its intermediates:"
            f" `{get_certificate(server)}`.",
            verify=encrypts(server, trusted=True),
            evidence=(
                server.why[:200],
                f"names: {', '.join(leaf.names[:5])}"[:200],
                f"issuer: {leaf.issuer}"[:200],
                f"valid until {leaf.not_after:%Y-%m-%d}",
            ),
        )
