from __future__ import annotations

from launchready.checks.dns.dns_host_unknown import dns_host_unknown
from launchready.facts.dns import DnsHost

SERVERS = ("ns1.shop.example", "ns2.shop.example")
SAYS = (
    "Nobody has said who runs the name servers of shop.example (ns1.shop.example and "
    "ns2.shop.example)."
)


def test_fires_when_neither_names_nor_manifest_say_who_runs_them() -> None:
    [finding] = dns_host_unknown.judge(DnsHost("shop.example", nameservers=SERVERS))
    assert finding.subject == "shop.example"
    assert finding.message == SAYS
    assert finding.fix
    assert finding.verify
    assert finding.evidence == tuple(f"shop.example NS {name}" for name in SERVERS)


def test_stays_quiet_when_the_host_is_known_or_declared() -> None:
    assert tuple(dns_host_unknown.judge(DnsHost("shop.example", "Cloudflare", SERVERS))) == ()
