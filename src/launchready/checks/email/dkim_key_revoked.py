from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import record_has
from launchready.derive.mail.dkim_fix import new_key, published
from launchready.derive.mail.publish import seen
from launchready.facts.mail import DkimKeys
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The key that proves your mail is revoked",
    impact="Every mail signed with it counts as forged.",
    severity=Severity.HIGH,
    rows=("email.dkim",),
    references=("https://www.rfc-editor.org/rfc/rfc6376#section-3.6.1",),
)
def dkim_key_revoked(keys: DkimKeys, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    A DKIM selector that the manifest names as in use, and whose record has an empty `p=`: that is
    how a key is declared dead. A revoked key under a selector that nobody declared is how a key is
    retired properly, and is not reported.

    ## Why it matters
    Receivers treat signatures made with a revoked key as failed, so the mail looks forged.

    ## How to fix it
    Make a new key at the sending service and publish it; or take the selector out of the manifest
    when nothing signs with it any more.

    ## Example
    ```zone
    s1._domainkey.shop.example. 300 IN TXT "v=DKIM1; k=rsa; p="
    ```
    Use instead:
    ```zone
    s1._domainkey.shop.example. 300 IN TXT "v=DKIM1; k=rsa; p=MIIBIjANBg…"
    ```
    """
    for one in published(keys):
        if one.key.revoked and one.selector.declared:
            yield Finding(
                subject=one.name,
                message=f"The DKIM key at {one.name} is revoked: its p= is empty.",
                fix=new_key(one.selector, keys.subject, product),
                verify=record_has(one.name, "TXT", "p=[a-z0-9]"),
                evidence=(seen(one.name, one.text),),
            )
