from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import record_has
from launchready.derive.dns.lines import record
from launchready.derive.mail.tlsa import read_tlsa, refused
from launchready.facts.mail import Dane, MailTransport
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Your mail server has a key that your own DNS denies",
    impact="Senders that check DANE, Microsoft and the big European ones, do not deliver to you.",
    severity=Severity.HIGH,
    rows=("email.transport",),
    references=("https://www.rfc-editor.org/rfc/rfc7672#section-3.1",),
)
def dane_mismatch(dane: Dane, transport: MailTransport) -> Iterator[Finding]:
    """
    ## What it looks for
    TLSA records for a mail server of a signed domain, none of which names the key or certificate
    that the server shows. Records that name an authority (`2 …`) are not judged.

    ## Why it matters
    DANE is a promise that senders keep: with the wrong key they treat the server as an impostor.
    It usually breaks when a certificate renews with a new key.

    ## How to fix it
    Publish the record of the new key beside the old one before the key changes, and let renewals
    keep the key (`certbot --reuse-key`).

    ## Example
    ```zone
    _25._tcp.mail.shop.example. 3600 IN TLSA 3 1 1 HASH-OF-LAST-YEARS-KEY
    ```
    Use instead:
    ```zone
    _25._tcp.mail.shop.example. 3600 IN TLSA 3 1 1 HASH-OF-THE-KEY-IN-USE
    ```
    """
    shown = {server.name: server for server in transport.servers if server.chain and server.key}
    for one in dane.servers:
        server = shown.get(one.host)
        if server is None:
            continue
        if refused(read_tlsa(one.values), server.chain[0].fingerprint, server.key):
            name = f"_25._tcp.{one.host}"
            yield Finding(
                subject=name,
                message=f"The TLSA records of {one.host} name another key than the one it uses.",
                fix=f"Publish `{record(name, 'TLSA', f'3 1 1 {server.key}')}` in place of them.",
                verify=record_has(name, "TLSA", f"^3 1 1 {server.key[:56]}"),
                evidence=(
                    *(f"{name} TLSA {value[:120]}" for value in one.values[:3]),
                    f"key in use: SHA-256 {server.key}",
                ),
            )
