from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.mail.alignment import aligned
from launchready.derive.mail.message.words import check_again, repair_signature
from launchready.facts.message import Authentic, MessageDkim, ReceivedMessage
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The signature on your mail does not verify",
    impact="Mail that looks tampered with goes to spam, even while DMARC still passes through SPF.",
    severity=Severity.HIGH,
    rows=("email.dkim",),
    references=("https://www.rfc-editor.org/rfc/rfc6376#section-6",),
)
def message_dkim_broken(dkim: MessageDkim, message: ReceivedMessage) -> Iterator[Finding]:
    """
    ## What it looks for
    A DKIM signature of the received message that does not verify: the text was changed after
    signing, the key is missing, revoked or too weak, or the signature has expired. Quiet where
    another signature of the same domain verifies, and about signatures of strangers (a mailing
    list, the sending service) while one of yours verifies.

    ## Why it matters
    SPF breaks whenever mail is forwarded; the signature is what survives. Without it the next
    forwarded receipt fails DMARC, and receivers trust the domain less until then.

    ## How to fix it
    Publish the key that the sending service shows, and let nothing change the mail after it is
    signed: footers, link rewriting and virus banners belong before the signer.

    ## Example
    ```text
    wrong:   dkim=fail (body hash did not verify) header.d=shop.example header.s=mail
    instead: dkim=pass header.d=shop.example header.s=mail
    ```
    """
    good = {one.domain for one in dkim.signatures if one.result is Authentic.PASS}
    proven = any(aligned(message.from_domain, domain) for domain in good)
    for one in dkim.signatures:
        if one.result in {Authentic.PASS, Authentic.TEMPERROR} or one.domain in good:
            continue
        if proven and not aligned(message.from_domain, one.domain):
            continue
        yield Finding(
            subject=message.subject,
            message=f"The DKIM signature by {one.domain or 'nobody'} is no good: {one.reason}.",
            fix=repair_signature(one),
            verify=check_again(message.subject),
            evidence=(f"d={one.domain} s={one.selector} a={one.algorithm}: {one.result}",),
        )
