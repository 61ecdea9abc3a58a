from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address
from shlex import quote

from launchready.derive.commands import has, literal, proof
from launchready.derive.dns.lines import listed
from launchready.facts.mail import ReverseNames
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The address of your mail server does not say whose it is",
    impact="Large inboxes refuse or junk mail that this server sends.",
    severity=Severity.MEDIUM,
    rows=("dns.mx",),
    references=(
        "https://www.rfc-editor.org/rfc/rfc1912#section-2.1",
        "https://support.google.com/a/answer/81126",
    ),
)
def mx_without_forward_match(reverse: ReverseNames) -> Iterator[Finding]:
    """
    ## What it looks for
    A mail server under the domain's own name whose address has no reverse name (PTR), or one
    that does not lead back to the address. Servers of a mail provider are its own affair.

    ## Why it matters
    A server of your own usually sends mail too. Google and others refuse mail from addresses
    whose reverse name does not match, since that is how hijacked machines look.

    ## How to fix it
    Set the reverse name where you rent the server: it is not in your own DNS zone.

    ## Example
    ```zone
    25.2.0.192.in-addr.arpa. 3600 IN PTR static-192-0-2-25.hoster.example.
    ```
    Use instead:
    ```zone
    25.2.0.192.in-addr.arpa. 3600 IN PTR mail.shop.example.
    mail.shop.example.       3600 IN A   192.0.2.25
    ```
    """
    for one in reverse.addresses:
        if one.confirmed:
            continue
        if one.names:
            what = f"is called {listed(one.names, 2)}, which does not lead back to it"
        else:
            what = "has no reverse name"
        pointer = ip_address(one.address).reverse_pointer
        yield Finding(
            subject=one.host,
            message=f"The address {one.address} of the mail server {one.host} {what}.",
            fix=f"Where you rent the server, set its reverse name (PTR) to {one.host}:"
            f" `{pointer}. 3600 IN PTR {one.host}.`",
            verify=proof(f"dig +short -x {quote(one.address)}", has(f"^{literal(one.host)}")),
            evidence=tuple(f"{pointer} PTR {name[:120]}" for name in one.names)
            or (f"{pointer}: no PTR record",),
        )
