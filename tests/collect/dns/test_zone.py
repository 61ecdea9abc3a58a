from __future__ import annotations

import pytest

from launchready.collect.collector import NotThere
from launchready.collect.dns.zone import collect_delegation, collect_wildcard, collect_zone
from launchready.facts.dns import NameServer, Wildcard
from launchready.net.dns.servers import Server
from launchready.net.failure import Failure

from .conftest import SOA, Looking, Names, Serving, hurry

ZONE = {
    "shop.test A": ("8.8.8.8",),
    "shop.test NS": ("ns1.shop.test.", "ns2.shop.test."),
    "shop.test SOA": (SOA,),
    "shop.test MX": ("10 mail.shop.test.",),
    "shop.test TXT": ('"v=spf1 -all"',),
    "ns1.shop.test A": ("9.9.9.1",),
    "ns2.shop.test A": ("9.9.9.2",),
}
AUTHORITY = Names(ZONE, flags="QR AA")


async def test_a_zone_is_read_and_its_servers_asked(looking: Looking, serving: Serving) -> None:
    at = {name: (await serving(AUTHORITY)).server for name in ("ns1.shop.test", "ns2.shop.test")}
    look = await looking(Names(ZONE), nameservers=at)
    zone = await collect_zone.collect(look, "shop.test")
    assert zone.nameservers == (
        NameServer("ns1.shop.test", ("9.9.9.1",), 7, authoritative=True),
        NameServer("ns2.shop.test", ("9.9.9.2",), 7, authoritative=True),
    )
    assert zone.exists
    assert zone.soa.startswith("ns1.shop.test hostmaster.shop.test 7")
    assert zone.mx is not None
    assert zone.mx.values == ("10 mail.shop.test",)
    assert zone.txt is not None
    assert zone.txt.values == ("v=spf1 -all",)
    queries = look.network.traffic.dns_queries
    delegation = await collect_delegation.collect(look, "shop.test")
    assert delegation.servers == zone.nameservers
    assert look.network.traffic.dns_queries == queries


async def test_a_domain_that_does_not_exist_is_a_fact(looking: Looking) -> None:
    look = await looking(Names({"test SOA": (SOA,)}))
    zone = await collect_zone.collect(look, "shop.test")
    assert not zone.exists
    with pytest.raises(NotThere, match=r"shop\.test has no name servers of its own"):
        await collect_delegation.collect(look, "shop.test")


async def test_a_zone_behind_a_failing_resolver_is_unmeasured(looking: Looking) -> None:
    look = await looking(Names({}, failing=frozenset({"shop.test"})))
    with pytest.raises(Failure, match=r"the name servers of shop\.test could not be seen"):
        await collect_zone.collect(look, "shop.test")


async def test_an_alias_at_the_apex_is_seen(looking: Looking) -> None:
    records = {"shop.test CNAME": ("a.paas.test.",), "a.paas.test A": ("8.8.8.8",)}
    zone = await collect_zone.collect(await looking(Names(records)), "shop.test")
    assert zone.alias == "a.paas.test"


async def test_servers_in_a_private_network_are_not_asked(looking: Looking) -> None:
    inner = {**ZONE, "ns1.shop.test A": ("10.0.0.1",), "ns2.shop.test A": ("10.0.0.2",)}
    look = await looking(Names(inner), allow_private=False)
    delegation = await collect_delegation.collect(look, "shop.test")
    assert "10.0.0.1, which is not a public address" in delegation.servers[0].problem
    assert look.network.traffic.dns_queries == 5


async def test_servers_that_are_all_silent_are_unmeasured_not_lame(
    looking: Looking, serving: Serving
) -> None:
    silent = await serving(Names({}, silent=frozenset({"shop.test"})))
    at = {"ns1.shop.test": silent.server, "ns2.shop.test": silent.server}
    look = await looking(Names(ZONE), nameservers=at)
    hurry(look)
    with pytest.raises(Failure, match="could be asked directly"):
        await collect_delegation.collect(look, "shop.test")


@pytest.mark.parametrize(
    ("more", "recursive"),
    [({"test SOA": (SOA,)}, True), ({}, False)],
    ids=["resolves for strangers", "only says that it would"],
)
async def test_recursion_is_believed_when_it_was_seen(
    looking: Looking, serving: Serving, more: dict[str, tuple[str, ...]], *, recursive: bool
) -> None:
    server = await serving(Names({**ZONE, **more}, flags="QR AA RA"))
    at: dict[str, Server] = dict.fromkeys(("ns1.shop.test", "ns2.shop.test"), server.server)
    look = await looking(Names(ZONE), nameservers=at)
    delegation = await collect_delegation.collect(look, "shop.test")
    assert [one.recursive for one in delegation.servers] == [recursive, recursive]


async def test_a_wildcard_is_seen_in_a_name_that_nobody_made(looking: Looking) -> None:
    probe = "launchready-wildcard-probe.shop.test"
    look = await looking(Names({**ZONE, f"{probe} A": ("8.8.4.4",)}))
    assert await collect_wildcard.collect(look, "shop.test") == Wildcard("shop.test", ("8.8.4.4",))


async def test_no_wildcard_is_a_fact_too(looking: Looking) -> None:
    assert await collect_wildcard.collect(await looking(Names(ZONE)), "shop.test") == Wildcard(
        "shop.test"
    )


async def test_a_wildcard_that_could_not_be_asked_for_is_unmeasured(looking: Looking) -> None:
    probe = "launchready-wildcard-probe.shop.test"
    look = await looking(Names(ZONE, failing=frozenset({probe})))
    with pytest.raises(Failure, match=f"the look-up of {probe} failed"):
        await collect_wildcard.collect(look, "shop.test")
