from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.mail.dkim_fix import new_key, published
from launchready.derive.mail.dkim_key import RSA
from launchready.derive.mail.proofs import long_key
from launchready.derive.mail.publish import seen
from launchready.facts.mail import DkimKeys
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity
from launchready.model.profile import Level, Profile


@check(
    title="The key that proves your mail is too short to count",
    impact="Receivers ignore the signature, and anyone with a laptop can forge it.",
    severity=Severity.BLOCKER,
    rows=("email.dkim",),
    references=("https://www.rfc-editor.org/rfc/rfc8301#section-3.2",),
)
def dkim_key_too_short(keys: DkimKeys, product: Product, profile: Profile) -> Iterator[Finding]:
    """
    ## What it looks for
    A published RSA key of fewer bits than the profile's failing line (`dkim_bits`): under 1024,
    which receivers must not accept.

    ## Why it matters
    A key of 512 bits is broken in hours for the price of a lunch. Receivers know, and treat the
    mail as unsigned.

    ## How to fix it
    Make a new key of 2048 bits under a new selector, publish it, switch, and then remove the old.

    ## Example
    ```text
    wrong:   p= holds an RSA key of 512 bits
    instead: p= holds an RSA key of 2048 bits
    ```
    """
    for one in published(keys):
        bits = one.key.bits
        if one.key.kind != RSA or not bits:
            continue
        if profile.threshold("dkim_bits").level(bits) is Level.FAILED:
            yield Finding(
                subject=one.name,
                message=f"The DKIM key at {one.name} has {bits} bits, which receivers ignore.",
                fix=new_key(one.selector, keys.subject, product),
                verify=long_key(one.name, int(profile.threshold("dkim_bits").fail)),
                evidence=(seen(one.name, one.text),),
            )
