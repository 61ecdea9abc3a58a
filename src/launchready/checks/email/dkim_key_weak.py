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
    title="The key that proves your mail is weak",
    impact="A patient attacker can forge mail that looks signed by you.",
    severity=Severity.MEDIUM,
    rows=("email.dkim",),
    references=("https://www.rfc-editor.org/rfc/rfc8301#section-3.2",),
)
def dkim_key_weak(keys: DkimKeys, product: Product, profile: Profile) -> Iterator[Finding]:
    """
    ## What it looks for
    A published RSA key that receivers accept, but that has fewer bits than the profile's target
    (`dkim_bits`): 1024, where 2048 are asked for. Ed25519 keys are strong at 256 bits.

    ## Why it matters
    1024 bits are within reach of a determined attacker, and the key stays in the DNS for years.

    ## How to fix it
    Most services make a longer key with one click. Publish it under a new selector, switch, and
    remove the old one a week later.

    ## Example
    ```text
    wrong:   p= holds an RSA key of 1024 bits
    instead: p= holds an RSA key of 2048 bits
    ```
    """
    for one in published(keys):
        threshold = profile.threshold("dkim_bits")
        if one.key.kind != RSA or not one.key.bits:
            continue
        if threshold.level(one.key.bits) is Level.BETWEEN:
            wanted = int(threshold.target)
            yield Finding(
                subject=one.name,
                message=(
                    f"The DKIM key at {one.name} has {one.key.bits} bits; {wanted} are asked for."
                ),
                fix=new_key(one.selector, keys.subject, product, wanted),
                verify=long_key(one.name, wanted),
                evidence=(seen(one.name, one.text),),
            )
