"""Faults of sender authentication and of mail on its way."""

from __future__ import annotations

from launchready.demo import mail
from launchready.demo.blueprint import FAULTY, Blueprint
from launchready.demo.faults.fault import fault

_WEAK = (
    '"v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6'
    'wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5Qjv"'
    ' "HO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB"'
)
"""The RSA key of RFC 8463 appendix A: 1024 bits, in two strings."""


@fault("dkim-key-weak", f"{mail.SELECTOR}._domainkey.{FAULTY}")
def short_signing_key(blueprint: Blueprint) -> None:
    """Mail is signed with a key of 1024 bits."""
    blueprint.records.put(f"{mail.SELECTOR}._domainkey", "TXT", _WEAK)


@fault("dmarc-subdomains-open", f"_dmarc.{FAULTY}")
def open_subdomains(blueprint: Blueprint) -> None:
    """The DMARC policy leaves out the names below the domain."""
    _add(blueprint, "sp=none")


@fault("dmarc-partial", f"_dmarc.{FAULTY}")
def policy_for_a_part(blueprint: Blueprint) -> None:
    """The DMARC policy holds for a fifth of the mail."""
    _add(blueprint, "pct=20")


@fault("dmarc-no-reports", f"_dmarc.{FAULTY}")
def no_reports(blueprint: Blueprint) -> None:
    """The DMARC record names no address for reports."""
    [record] = blueprint.records.sets["_dmarc", "TXT"]
    kept = (tag for tag in record.strip('"').split("; ") if not tag.startswith("rua="))
    blueprint.records.put("_dmarc", "TXT", f'"{"; ".join(kept)}"')


@fault("dmarc-missing", f"_dmarc.{FAULTY}", alone=True)
def no_dmarc(blueprint: Blueprint) -> None:
    """There is no DMARC record."""
    blueprint.records.put("_dmarc", "TXT")


@fault("dkim-key-missing", f"{mail.SELECTOR}._domainkey.{FAULTY}", alone=True)
def no_signing_key(blueprint: Blueprint) -> None:
    """The key that the mail service signs with is not published."""
    blueprint.records.put(f"{mail.SELECTOR}._domainkey", "TXT")


@fault("mta-sts-mx-mismatch", f"https://mta-sts.{FAULTY}{mail.POLICY_PATH}")
def old_policy(blueprint: Blueprint) -> None:
    """The MTA-STS policy names the mail server of the provider before."""
    mail.set_policy(blueprint.site(mail.POLICY_LABEL), "mx.old-provider.test")


@fault("mta-sts-broken", f"https://mta-sts.{FAULTY}{mail.POLICY_PATH}", alone=True)
def policy_gone(blueprint: Blueprint) -> None:
    """The MTA-STS record promises a policy that is not served."""
    del blueprint.site(mail.POLICY_LABEL).pages[mail.POLICY_PATH]


@fault("tls-rpt-missing", f"_smtp._tls.{FAULTY}")
def no_tls_reports(blueprint: Blueprint) -> None:
    """Nobody is told when mail cannot be encrypted."""
    blueprint.records.put("_smtp._tls", "TXT")


@fault("mx-without-forward-match", f"mail.{FAULTY}")
def hosters_reverse_name(blueprint: Blueprint) -> None:
    """The address of the mail server has the name that its hoster gave it."""
    last, _, _ = mail.reverse(FAULTY)[mail.REVERSE][0].partition(" ")
    blueprint.outside[mail.REVERSE] = [f"{last} PTR static.{last}.clients.your-server.test."]
    blueprint.outside.setdefault("your-server.test", [])


def _add(blueprint: Blueprint, tag: str) -> None:
    [record] = blueprint.records.sets["_dmarc", "TXT"]
    blueprint.records.put("_dmarc", "TXT", f'"{record.strip(chr(34))}; {tag}"')
