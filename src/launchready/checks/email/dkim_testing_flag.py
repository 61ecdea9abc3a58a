from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import has, lacks, proof
from launchready.derive.dns.lines import dig
from launchready.derive.mail.dkim_fix import published
from launchready.derive.mail.publish import publish, seen
from launchready.derive.pattern import lazy
from launchready.facts.mail import DkimKeys
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

_FLAG = lazy(r"(?:^|(?<=;))\s*t\s*=[^;]*;?\s*")


@check(
    title="The key that proves your mail says it is only a test",
    impact="Receivers may give your signature no weight, so more mail lands in spam.",
    severity=Severity.MEDIUM,
    rows=("email.dkim",),
    references=("https://www.rfc-editor.org/rfc/rfc6376#section-3.6.1",),
)
def dkim_testing_flag(keys: DkimKeys, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    A published key with the flag `t=y`. A key that its service publishes behind an alias is left
    alone: you cannot change it.

    ## Why it matters
    The flag asks receivers to treat signed mail as if it were unsigned while you try things out.
    It is often forgotten, and then the signature never counts for you.

    ## How to fix it
    Remove `t=y` from the record. `t=s` on its own is fine and may stay.

    ## Example
    ```zone
    mail._domainkey.shop.example. 300 IN TXT "v=DKIM1; k=rsa; t=y; p=MIIBIjANBg…"
    ```
    Use instead:
    ```zone
    mail._domainkey.shop.example. 300 IN TXT "v=DKIM1; k=rsa; p=MIIBIjANBg…"
    ```
    """
    for one in published(keys):
        if not one.key.testing or not one.key.usable or one.selector.answer.aliases:
            continue
        flag = " t=s;" if one.key.strict else " "
        record = _FLAG.sub(flag, one.text).strip()
        yield Finding(
            subject=one.name,
            message=f"The DKIM key at {one.name} is marked as a test (t=y).",
            fix=publish(one.name, record[:2000], product),
            verify=proof(dig(one.name, "TXT"), has("p=[a-z0-9]"), lacks("t=[a-z:]*y")),
            evidence=(seen(one.name, one.text),),
        )
