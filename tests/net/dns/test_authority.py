from __future__ import annotations

import socket

import pytest

from launchready.facts.dns import NameServer
from launchready.net.dns.authority import examine_nameservers
from launchready.net.dns.servers import Server
from launchready.net.failure import Failure
from launchready.net.guard import Guard

from .conftest import Resolving, Rogue, Script, asked_kind, asked_name, reply
from .knot import Knot

SOA = "shop.test. 60 IN SOA ns1.shop.test. hostmaster.shop.test. 42 3600 900 604800 300"
NS = ("shop.test. 60 IN NS ns1.shop.test.", "shop.test. 60 IN NS ns2.shop.test.")


def directory(query: bytes, _: bool) -> list[bytes]:
    """A resolver that knows two name servers, the second without address."""
    if asked_name(query) == "shop.test":
        return [reply(query, *NS)]
    if asked_name(query) == "ns1.shop.test" and asked_kind(query) == "A":
        return [reply(query, "ns1.shop.test. 60 IN A 127.0.0.1")]
    return [reply(query)]


async def test_name_servers_are_asked_directly(knot: Knot, resolving: Resolving) -> None:
    servers = await examine_nameservers(
        resolving(knot.server), "shop.example", port=knot.server.port
    )
    assert servers == (
        NameServer("ns1.example", ("127.0.0.1",), 7, authoritative=True),
        NameServer("ns2.shop.example", ("127.0.0.1",), 7, authoritative=True),
    )


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        (
            lambda query, _: [reply(query, rcode="REFUSED", flags="QR")],
            "is not authoritative for the zone (refused)",
        ),
        (
            lambda query, _: [reply(query, rcode="SERVFAIL", flags="QR")],
            "is not authoritative for the zone (server failure)",
        ),
        (
            lambda query, _: [reply(query, SOA, flags="QR RA")],
            "is not authoritative for the zone",
        ),
        (
            lambda query, _: [reply(query, flags="QR")],
            "is not authoritative for the zone (neither answers nor has authority)",
        ),
        (
            lambda query, _: [reply(query, rcode="NXDOMAIN", flags="QR AA")],
            "is not authoritative for the zone (no such name)",
        ),
    ],
    ids=["refuses", "fails", "answers from a cache", "says nothing", "denies the zone"],
)
async def test_a_lame_name_server_is_told(
    rogue: Rogue, resolving: Resolving, script: Script, problem: str
) -> None:
    resolver = resolving((await rogue(directory)).server)
    lame = await rogue(script)
    one, _ = await examine_nameservers(resolver, "shop.test", at={"ns1.shop.test": lame.server})
    assert one.problem == problem
    assert not one.authoritative


async def test_a_silent_name_server_timed_out(rogue: Rogue, resolving: Resolving) -> None:
    resolver = resolving((await rogue(directory)).server)
    silent = await rogue(lambda *_: [])
    one, _ = await examine_nameservers(resolver, "shop.test", at={"ns1.shop.test": silent.server})
    assert one.problem.startswith("timed out")
    assert one.serial is None


async def test_a_name_server_without_address_is_told(rogue: Rogue, resolving: Resolving) -> None:
    resolver = resolving((await rogue(directory)).server)
    good = await rogue(lambda query, _: [reply(query, SOA, flags="QR AA RA")])
    one, two = await examine_nameservers(resolver, "shop.test", port=good.server.port)
    assert one == NameServer(
        "ns1.shop.test", ("127.0.0.1",), 42, authoritative=True, recursive=True
    )
    assert two == NameServer("ns2.shop.test", problem="has no address")


async def test_a_name_server_whose_address_is_unknown_is_not_said_to_have_none(
    rogue: Rogue, resolving: Resolving
) -> None:
    def no_glue(query: bytes, _: bool) -> list[bytes]:
        return [reply(query, *NS)] if asked_name(query) == "shop.test" else []

    servers = await examine_nameservers(resolving((await rogue(no_glue)).server), "shop.test")
    assert all(one.problem.startswith("its address is unknown: no answer") for one in servers)


async def test_another_address_may_be_dialled_for_a_name_server(
    rogue: Rogue, resolving: Resolving
) -> None:
    resolver = resolving((await rogue(directory)).server)
    good = await rogue(lambda query, _: [reply(query, SOA, flags="QR AA")])
    servers = await examine_nameservers(
        resolver,
        "shop.test",
        at={"ns1.shop.test": good.server, "ns2.shop.test": good.server},
        guard=Guard(),
    )
    assert [one.serial for one in servers] == [42, 42]


async def test_a_zone_cannot_point_us_into_a_private_network(
    rogue: Rogue, resolving: Resolving
) -> None:
    resolver = resolving((await rogue(directory)).server)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as inside:
        inside.bind(("127.0.0.1", 0))
        inside.settimeout(0.05)
        port = inside.getsockname()[1]
        one, _ = await examine_nameservers(resolver, "shop.test", port=port, guard=Guard())
        with pytest.raises(TimeoutError):
            inside.recv(512)
    assert "not a public address" in one.problem


async def test_a_zone_without_name_servers_has_none(knot: Knot, resolving: Resolving) -> None:
    assert await examine_nameservers(resolving(knot.server), "mail.shop.example") == ()


async def test_a_list_that_could_not_be_seen_is_a_failure(resolving: Resolving) -> None:
    resolver = resolving(Server("127.0.0.1", 1))
    with pytest.raises(Failure, match=r"the name servers of shop\.test could not be seen"):
        await examine_nameservers(resolver, "shop.test")


async def test_a_zone_with_hundreds_of_name_servers_is_cut(
    rogue: Rogue, resolving: Resolving
) -> None:
    def many(query: bytes, _: bool) -> list[bytes]:
        if asked_name(query) != "shop.test":
            return [reply(query)]
        return [reply(query, *(f"shop.test. 60 IN NS n{i}.test." for i in range(100)))]

    assert len(await examine_nameservers(resolving((await rogue(many)).server), "shop.test")) == 16
