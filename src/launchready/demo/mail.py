"""How the demo protects its mail: keys, policies, and names that lead back."""

from __future__ import annotations

from launchready.demo import manifest, shop
from launchready.demo.site import Site, text

SELECTOR = manifest.SELECTOR
POLICY_LABEL = "mta-sts"
POLICY_PATH = "/.well-known/mta-sts.txt"
KEY = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
"""The public key of RFC 8463 appendix A."""
REVERSE = "14.216.95.in-addr.arpa"


def records(zone: str) -> dict[tuple[str, str], str]:
    """Return the records besides MX, by owner label and type."""
    return {
        ("@", "TXT"): '"v=spf1 mx -all"',
        ("_dmarc", "TXT"): f'"v=DMARC1; p=reject; rua=mailto:dmarc@{zone}"',
        (f"{SELECTOR}._domainkey", "TXT"): f'"{KEY}"',
        ("_mta-sts", "TXT"): '"v=STSv1; id=20261107"',
        ("_smtp._tls", "TXT"): f'"v=TLSRPTv1; rua=mailto:tls@{zone}"',
    }


def policy_site(zone: str) -> Site:
    """Return the host that serves the MTA-STS policy."""
    site = shop.plain_site(zone, POLICY_LABEL, "mail policy")
    set_policy(site, f"mail.{zone}")
    return site


def set_policy(site: Site, *servers: str) -> None:
    """Let the policy allow exactly these mail servers."""
    lines = ["version: STSv1", "mode: enforce", *(f"mx: {name}" for name in servers)]
    answer = text("\n".join((*lines, "max_age: 604800", "")))
    site.pages[POLICY_PATH] = lambda _: answer


def reverse(zone: str) -> dict[str, list[str]]:
    """Return the zone of the mail server's address: it belongs to whoever rents it out."""
    last = manifest.ORIGIN.rpartition(".")[2]
    return {REVERSE: [f"{last} PTR mail.{zone}."]}
