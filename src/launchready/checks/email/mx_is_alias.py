from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import record_lacks
from launchready.derive.dns.lines import record
from launchready.derive.mail.publish import seen
from launchready.facts.mail import MailExchangers
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A mail server of yours is an alias",
    impact="Some senders refuse to deliver to it, and their mail to you bounces.",
    severity=Severity.MEDIUM,
    rows=("dns.mx",),
    references=("https://www.rfc-editor.org/rfc/rfc2181#section-10.3",),
)
def mx_is_alias(mail: MailExchangers) -> Iterator[Finding]:
    """
    ## What it looks for
    An MX record that names a host which is a CNAME.

    ## Why it matters
    The standard forbids it. Most senders cope, some do not, and checks by name (MTA-STS, DANE,
    certificates) go wrong because two names are in play.

    ## How to fix it
    Name the host at the end of the alias, or give the host an address of its own.

    ## Example
    ```zone
    shop.example.      3600 IN MX 10 mail.shop.example.
    mail.shop.example. 3600 IN CNAME server7.hoster.example.
    ```
    Use instead:
    ```zone
    shop.example.      3600 IN MX 10 server7.hoster.example.
    ```
    """
    for one in mail.exchangers:
        if one.answer is None or not one.answer.aliases:
            continue
        end = one.answer.aliases[-1]
        better = record(mail.subject, "MX", f"{one.preference} {end}.")
        address = next(iter(one.answer.values), "ADDRESS")
        kind = "AAAA" if ":" in address else "A"
        yield Finding(
            subject=mail.subject,
            message=f"The mail server {one.name} of {mail.subject} is an alias of {end}.",
            fix=(
                f"Publish `{better}`; or replace the alias by"
                f" `{record(one.name, kind, address)}`, which you then keep up to date."
            ),
            verify=record_lacks(one.name, "CNAME"),
            evidence=(
                seen(mail.subject, f"{one.preference} {one.name}", "MX"),
                seen(one.name, one.answer.aliases[0], "CNAME"),
            ),
        )
