from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import record_has
from launchready.derive.mail.dkim_fix import missing_key
from launchready.derive.mail.dkim_key import key_records
from launchready.derive.mail.publish import seen
from launchready.derive.mail.selectors import key_name
from launchready.facts.base import Each
from launchready.facts.mail import DkimKeys, DkimSelector
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The key that proves your mail is missing",
    impact="Sign-up and receipt mails lose their signature and land in spam.",
    severity=Severity.BLOCKER,
    rows=("email.dkim",),
    references=("https://www.rfc-editor.org/rfc/rfc6376#section-3.6.1",),
)
def dkim_key_missing(domains: Each[DkimKeys], product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    A DKIM selector that the manifest names and that has no key in the DNS. With several sending
    domains a selector has to be at one of them, and each domain needs one. Guessed selectors are
    never reported: that a guess is not there says nothing.

    ## Why it matters
    Each mail says which key proves it. Without the key the signature counts as broken, and with
    DMARC the mail may be refused.

    ## How to fix it
    Publish the record that the sending service shows for your domain.

    ## Example
    ```zone
    pm._domainkey.shop.example.   ; nothing there, while the service signs with "pm"
    ```
    Use instead:
    ```zone
    pm._domainkey.shop.example. 300 IN TXT "v=DKIM1; k=rsa; p=MIIBIjANBg…"
    ```
    """
    somewhere = {one.name for keys in domains for one in keys.selectors if _there(one)}
    for keys in domains:
        declared = [one for one in keys.selectors if one.declared]
        bare = not any(_there(one) for one in declared)
        for one in declared:
            if _there(one) or not (bare or one.name not in somewhere):
                continue
            name = key_name(one.name, keys.subject)
            yield Finding(
                subject=name,
                message=f"{keys.subject} has no DKIM key for the selector {one.name}.",
                fix=missing_key(one, keys.subject, product),
                verify=record_has(name, "TXT", "p=[a-z0-9]"),
                evidence=_evidence(name, one),
            )


def _there(one: DkimSelector) -> bool:
    return bool(key_records(one.answer.values))


def _evidence(name: str, one: DkimSelector) -> tuple[str, ...]:
    if one.answer.values:
        return (seen(name, one.answer.values[0]),)
    if one.answer.aliases:
        return (seen(name, one.answer.aliases[0], "CNAME"), f"{one.answer.status}")
    return (f"{name} TXT: {one.answer.status}",)
