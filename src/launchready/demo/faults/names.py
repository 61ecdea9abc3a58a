"""Faults of names: records, name servers, signatures, registration."""

from __future__ import annotations

from dataclasses import replace

from launchready.demo.blueprint import FAULTY, SERIAL, Blueprint, NameServerPlan
from launchready.demo.faults.fault import fault
from launchready.demo.site import html

UNCLAIMED = (
    "<!doctype html><title>Site not found</title><p>There isn't a GitHub Pages site here.</p>"
)


@fault("declared-host-does-not-resolve", f"shop.{FAULTY}")
def host_without_address(blueprint: Blueprint) -> None:
    """The manifest declares a shop host that has no address."""
    blueprint.records.clear("shop")
    blueprint.records.put("shop", "TXT", '"coming soon"')


@fault("name-points-at-private-address", f"intranet.{FAULTY}")
def private_address(blueprint: Blueprint) -> None:
    """The intranet host publishes an address of a private network."""
    blueprint.records.put("intranet", "A", "10.20.0.5")
    blueprint.records.put("intranet", "AAAA")


@fault("public-name-serves-staging", f"preview.{FAULTY}")
def staging_under_a_public_name(blueprint: Blueprint) -> None:
    """The preview host serves the staging build to the public."""
    site = blueprint.site("preview")
    site.headers["x-build"] = "staging-2026-11-07"


@fault("dangling-cname", f"careers.{FAULTY}")
def dangling_alias(blueprint: Blueprint) -> None:
    """The careers host is an alias of a name that no longer exists."""
    blueprint.records.clear("careers")
    blueprint.records.put("careers", "CNAME", "harvest-lane-careers.herokudns.com.")
    blueprint.outside.setdefault("herokudns.com", [])


@fault("subdomain-takeover", f"blog.{FAULTY}")
def unclaimed_page(blueprint: Blueprint) -> None:
    """The blog is an alias of a GitHub Pages site that anybody can claim."""
    site = blueprint.site("blog")
    site.behind_edge = False
    blueprint.records.clear("blog")
    blueprint.records.put("blog", "CNAME", "harvest-lane.github.io.")
    blueprint.outside["github.io"] = ["harvest-lane A 185.199.108.153"]
    site.gate = lambda _: html(UNCLAIMED, 404)


@fault("dns-records-conflict", f"partners.{FAULTY}")
def mixed_addresses(blueprint: Blueprint) -> None:
    """The partners host has a public and a private address at once."""
    blueprint.records.put("partners", "A", "104.16.132.229", "192.168.4.20")


def _own_nameservers() -> dict[str, NameServerPlan]:
    return {
        f"ns1.{FAULTY}": NameServerPlan("95.216.20.1"),
        f"ns2.{FAULTY}": NameServerPlan("95.216.20.2"),
        f"ns3.{FAULTY}": NameServerPlan("95.216.20.3"),
        f"ns4.{FAULTY}": NameServerPlan("95.216.20.4"),
    }


@fault("dns-host-unknown", FAULTY)
def nobody_knows_the_dns_host(blueprint: Blueprint) -> None:
    """The zone is on name servers that no known provider runs, and the manifest names none."""
    blueprint.nameservers = _own_nameservers()
    for name, plan in blueprint.nameservers.items():
        blueprint.records.put(name.partition(".")[0], "A", plan.address)
    blueprint.product = replace(blueprint.product, dns_host="")


@fault("nameserver-lame", FAULTY)
def lame_server(blueprint: Blueprint) -> None:
    """The third name server does not know the zone."""
    list(blueprint.nameservers.values())[-1].lame = True


@fault("nameserver-serials-differ", FAULTY)
def stale_server(blueprint: Blueprint) -> None:
    """The second name server serves an older zone."""
    list(blueprint.nameservers.values())[1].serial = SERIAL - 41


@fault("nameserver-open-recursion", FAULTY)
def open_recursion(blueprint: Blueprint) -> None:
    """The first name server resolves names for strangers."""
    next(iter(blueprint.nameservers.values())).recursive = True


@fault("dnssec-broken", FAULTY)
def wrong_ds(blueprint: Blueprint) -> None:
    """The parent zone publishes a DS record of another key."""
    blueprint.wrong_ds = True


@fault("ipv6-on-some-hosts-only", f"api.{FAULTY}")
def half_of_ipv6(blueprint: Blueprint) -> None:
    """The API has no IPv6 address while the other hosts do."""
    blueprint.records.put("api", "AAAA")


@fault("caa-missing", FAULTY)
def no_caa(blueprint: Blueprint) -> None:
    """Any certificate authority may issue for the domain."""
    blueprint.records.put("@", "CAA")


@fault("domain-expires-soon", FAULTY)
def ending_registration(blueprint: Blueprint) -> None:
    """The domain's registration ends in 12 days."""
    blueprint.registered.left_days = 12


@fault("domain-not-locked", FAULTY)
def unlocked_registration(blueprint: Blueprint) -> None:
    """The domain can be transferred away without a lock being lifted."""
    blueprint.registered.statuses = ("active",)


@fault("resolvers-disagree", f"docs.{FAULTY}")
def two_views(blueprint: Blueprint) -> None:
    """Another resolver sees the docs host at another address."""
    blueprint.second_resolver = {("docs", "A"): ("95.216.14.99",), ("docs", "AAAA"): ()}


@fault("wildcard-answers-any-name", FAULTY)
def wildcard(blueprint: Blueprint) -> None:
    """Every name that nobody made leads to the origin server."""
    blueprint.records.put("*", "A", "95.216.14.23")


@fault("mx-does-not-resolve", FAULTY)
def dead_mail_exchanger(blueprint: Blueprint) -> None:
    """The second MX record names a host without an address."""
    mx = (f"10 mail.{FAULTY}.", f"20 mail2.{FAULTY}.")
    blueprint.records.put("@", "MX", *mx)
    blueprint.records.put("mail2", "TXT", '"retired"')
