from __future__ import annotations

from dataclasses import replace

import pytest

from launchready.collect.collector import NotThere
from launchready.collect.dns.dns_host import collect_dns_host
from launchready.facts.dns import DnsHost
from launchready.net.failure import Failure

from .conftest import PRODUCT, SOA, Looking, Names

OWN = {"shop.test A": ("8.8.8.8",), "shop.test NS": ("ns1.shop.test.", "ns2.shop.test.")}
DECLARED = replace(PRODUCT, hosts=tuple(host for host in PRODUCT.hosts if host.declared))


@pytest.mark.parametrize(
    "server", ["ada.ns.cloudflare.com.", "rob.ns.cloudflare.com."], ids=["one", "another"]
)
async def test_a_known_host_is_known_by_its_servers(looking: Looking, server: str) -> None:
    look = await looking(Names({"shop.test NS": (server,)}))
    assert (await collect_dns_host.collect(look, "shop.test")).provider == "Cloudflare"


async def test_servers_of_ones_own_are_unknown_until_somebody_is_asked(looking: Looking) -> None:
    look = await looking(Names(OWN))
    with pytest.raises(Failure, match=r"ns1\.shop\.test and ns2\.shop\.test are of no DNS host"):
        await collect_dns_host.collect(look, "shop.test")


async def test_a_manifest_that_names_none_is_a_fact(looking: Looking) -> None:
    look = await looking(Names(OWN), DECLARED)
    servers = ("ns1.shop.test", "ns2.shop.test")
    assert await collect_dns_host.collect(look, "shop.test") == DnsHost("shop.test", "", servers)


async def test_a_manifest_names_the_host(looking: Looking) -> None:
    look = await looking(Names(OWN), replace(PRODUCT, dns_host="our own"))
    assert (await collect_dns_host.collect(look, "shop.test")).provider == "our own"


async def test_a_silent_resolver_is_unmeasured(looking: Looking) -> None:
    look = await looking(Names({}, failing=frozenset({"shop.test"})))
    with pytest.raises(Failure, match="could not be seen"):
        await collect_dns_host.collect(look, "shop.test")


async def test_a_name_without_servers_has_no_dns_host(looking: Looking) -> None:
    look = await looking(Names({"shop.test A": ("8.8.8.8",), "test SOA": (SOA,)}))
    with pytest.raises(NotThere, match="no name servers of its own"):
        await collect_dns_host.collect(look, "shop.test")
