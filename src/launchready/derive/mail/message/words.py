"""What findings about a message say: how to repair it, and how to see that it is repaired."""

from __future__ import annotations

from shlex import quote

from launchready.facts.message import MessageSpf, Signature
from launchready.facts.spf import SpfVerdict

_REPAIRS = (
    (
        "body hash",
        (
            "Let nothing change the mail after it is signed: add footers, tracking links and virus"
            " banners before the signer, or sign after them."
        ),
    ),
    (
        "key is missing",
        "Publish the key that the sending service shows at {selector}._domainkey.{domain}.",
    ),
    (
        "revoked",
        (
            "The key at {selector}._domainkey.{domain} is withdrawn: let the service sign with its"
            " newest selector."
        ),
    ),
    (
        "too weak",
        (
            "Make a new RSA key of 2048 bits at the sending service and publish it under a new"
            " selector."
        ),
    ),
    (
        "expired",
        "Let the signer set a longer life (x=), or none, and look for a queue that held the mail.",
    ),
    (
        "signed header",
        (
            "Compare the key at {selector}._domainkey.{domain} with the one that the service shows,"
            " and look for a gateway that rewrites headers such as Subject or To."
        ),
    ),
    ("SHA-1", "Let the signer use rsa-sha256."),
)


def check_again(name: str) -> str:
    """Return the command that judges a message again, saved anew."""
    return f"launchready mail check {quote(name if name.endswith('.eml') else 'message.eml')}"


def probe_again() -> str:
    """Return the command that asks for a mail again."""
    return "launchready mail probe --to ADDRESS --trigger 'COMMAND'"


def repair_signature(one: Signature) -> str:
    """Return what to do about a signature that does not verify."""
    for words, fix in _REPAIRS:
        if words in one.reason:
            return fix.format(selector=one.selector, domain=one.domain)
    where = f"{one.selector}._domainkey.{one.domain}"
    return f"Set DKIM up anew for {one.domain} at the sending service, and publish {where}."


def permit_sender(spf: MessageSpf) -> str:
    """Return what to do about an address that the policy does not allow."""
    result = spf.result
    if result.verdict is SpfVerdict.PERMERROR:
        return f"Repair the SPF record of {spf.domain}: {result.reason}."
    kind = "ip6" if ":" in spf.peer else "ip4"
    if result.verdict is SpfVerdict.NONE:
        return (
            f"Publish an SPF record at {spf.domain} that names its senders:"
            f' `{spf.domain}. 300 IN TXT "v=spf1 {kind}:{spf.peer} ~all"`, or the include that'
            " your sending service shows."
        )
    return (
        f"Add what your sending service shows to the SPF record of {spf.domain}, or"
        f" `{kind}:{spf.peer}` where the server is your own, before its `all`."
    )
