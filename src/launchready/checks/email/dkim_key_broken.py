from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.derive.mail.dkim_fix import new_key, published
from launchready.derive.mail.publish import seen
from launchready.facts.mail import DkimKeys
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The key that proves your mail cannot be read",
    impact="Every signature fails, so sign-up and receipt mails land in spam or bounce.",
    severity=Severity.BLOCKER,
    rows=("email.dkim",),
    references=("https://www.rfc-editor.org/rfc/rfc6376#section-3.6.1",),
)
def dkim_key_broken(keys: DkimKeys, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    A DKIM record that receivers cannot use: a key cut off at 255 characters, text that is not
    base64, quotes or backslashes pasted along, `v=` that is not first, a key only for `sha1`, or
    two records under one selector.

    ## Why it matters
    The record is there, so everybody believes that mail is signed. Receivers see a broken
    signature on each message, which is worse than none.

    ## How to fix it
    Copy the record again from the sending service, whole and on one line. Panels that allow only
    255 characters take it in two quoted strings.

    ## Example
    ```zone
    s1._domainkey.shop.example. 300 IN TXT "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQE…"  ; cut off
    ```
    Use instead:
    ```zone
    s1._domainkey.shop.example. 300 IN TXT "v=DKIM1; k=rsa; p=MIIBIjANBg…" "…QIDAQAB"
    ```
    """
    found = published(keys)
    places = [one.name for one in found]
    for one in found:
        reasons = [str(problem) for problem in one.key.problems[:3]]
        if places.count(one.name) > 1 and not reasons:
            reasons = ["there are several key records, and receivers may take any of them"]
        if reasons:
            yield Finding(
                subject=one.name,
                message=f"The DKIM key at {one.name} is of no use: {reasons[0]}.",
                fix=new_key(one.selector, keys.subject, product),
                verify=judged_again(f"audit {keys.subject}", "email", "dkim-key-broken"),
                evidence=(seen(one.name, one.text), *reasons),
            )
