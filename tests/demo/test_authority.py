from __future__ import annotations

import dns.asyncquery
import dns.asyncresolver
import dns.dnssec
import dns.flags
import dns.message
import dns.name
import dns.nameserver
import dns.rcode
import dns.rdatatype
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.demo.authority import NameServer
from launchready.demo.signing import SigningKey, read_zone, sign
from launchready.demo.world import World

ZONE = """\
$TTL 300
@ SOA ns hostmaster 7 7200 900 1209600 300
@ NS ns
ns A 192.0.2.53
@ A 192.0.2.1
shop CNAME www
www A 192.0.2.2
gone CNAME nothing.elsewhere.test.
circle CNAME circle
a.deep A 192.0.2.3
*.wild A 192.0.2.4
"""


def ask(
    server: NameServer, name: str, kind: str = "A", *, datagram: bool = False
) -> dns.message.Message:
    wire = server.answer(dns.message.make_query(name, kind).to_wire(), datagram=datagram)
    assert wire is not None
    return dns.message.from_wire(wire)


def values(reply: dns.message.Message) -> list[str]:
    return [record.to_text() for rrset in reply.answer for record in rrset]


@pytest.fixture(scope="module")
def server() -> NameServer:
    return NameServer([read_zone("example.test", ZONE)])


def test_an_answer_has_authority_and_no_recursion(server: NameServer) -> None:
    reply = ask(server, "example.test")
    assert values(reply) == ["192.0.2.1"]
    assert reply.flags & dns.flags.AA
    assert not reply.flags & dns.flags.RA


def test_an_alias_is_followed_inside_the_zone(server: NameServer) -> None:
    assert values(ask(server, "shop.example.test")) == ["www.example.test.", "192.0.2.2"]


def test_an_alias_to_a_name_that_nobody_holds_does_not_exist(server: NameServer) -> None:
    assert ask(server, "gone.example.test").rcode() == dns.rcode.NXDOMAIN


def test_a_circle_of_aliases_ends(server: NameServer) -> None:
    assert len(ask(server, "circle.example.test").answer) == 1


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("nobody.example.test", dns.rcode.NXDOMAIN),
        ("deep.example.test", dns.rcode.NOERROR),
        ("other.test", dns.rcode.REFUSED),
    ],
    ids=["no such name", "only names below it", "not our zone"],
)
def test_no_answer_says_which_kind_of_nothing(
    server: NameServer, name: str, code: dns.rcode.Rcode
) -> None:
    reply = ask(server, name)
    assert (reply.rcode(), reply.answer) == (code, [])
    assert bool(reply.authority) == (code != dns.rcode.REFUSED)


def test_a_wildcard_answers_names_that_do_not_exist(server: NameServer) -> None:
    assert values(ask(server, "any.wild.example.test")) == ["192.0.2.4"]


def test_a_long_answer_is_cut_on_udp_and_whole_on_tcp() -> None:
    long = "".join(f'@ TXT "{number:03}{"x" * 200}"\n' for number in range(20))
    server = NameServer([read_zone("example.test", ZONE + long)])
    assert ask(server, "example.test", "TXT", datagram=True).flags & dns.flags.TC
    assert len(values(ask(server, "example.test", "TXT"))) == 20


def test_signatures_hold_and_are_sent_on_request_only() -> None:
    key = SigningKey()
    zone = read_zone("example.test", ZONE)
    sign(zone, key)
    server = NameServer([zone])
    assert len(ask(server, "example.test").answer) == 1
    query = dns.message.make_query("example.test", "A", want_dnssec=True)
    wire = server.answer(query.to_wire())
    assert wire is not None
    rrset, rrsig = dns.message.from_wire(wire).answer
    name = dns.name.from_text("example.test")
    keys = ask(server, "example.test", "DNSKEY").answer[0]
    dns.dnssec.validate(rrset, rrsig, {name: keys})
    assert key.ds("example.test").split()[2] == "2"


def test_a_signed_denial_carries_its_proof() -> None:
    zone = read_zone("example.test", ZONE)
    sign(zone, SigningKey())
    query = dns.message.make_query("nobody.example.test", "A", want_dnssec=True)
    wire = NameServer([zone]).answer(query.to_wire())
    assert wire is not None
    kinds = {rrset.rdtype for rrset in dns.message.from_wire(wire).authority}
    assert kinds == {dns.rdatatype.SOA, dns.rdatatype.NSEC, dns.rdatatype.RRSIG}


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_break_the_server(junk: bytes) -> None:
    NameServer([read_zone("example.test", ZONE)]).answer(junk)


async def test_a_stub_resolver_takes_its_answers(world: World) -> None:
    [server] = world.settings.resolvers
    resolver = dns.asyncresolver.Resolver(configure=False)
    resolver.nameservers = [dns.nameserver.Do53Nameserver(server.address, server.port)]
    found = await resolver.resolve(f"app.{world.product.domain}", "A")
    assert {record.to_text() for record in found} == {"104.16.132.229", "104.16.133.229"}


async def test_the_chain_of_trust_of_the_twin_holds(world: World) -> None:
    [server] = world.settings.resolvers
    zone = world.product.domain

    async def get(kind: str) -> dns.message.Message:
        query = dns.message.make_query(zone, kind, want_dnssec=True)
        return await dns.asyncquery.tcp(query, server.address, 10, server.port)

    [ds] = values(await get("DS"))[:1]
    dnskey = (await get("DNSKEY")).answer[0]
    made = dns.dnssec.make_ds(zone + ".", dnskey[0], "SHA256")
    assert made.to_text() == ds


async def test_each_name_server_of_the_zone_is_reached_by_its_name(world: World) -> None:
    for name, server in world.settings.nameservers.items():
        query = dns.message.make_query(world.product.domain, "NS")
        reply = await dns.asyncquery.udp(query, server.address, 10, server.port)
        assert f"{name}." in values(reply)
