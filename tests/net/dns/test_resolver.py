from __future__ import annotations

import asyncio
import socket

import pytest
import uvloop

from launchready.facts.dns import Status
from launchready.net.dns.resolver import Resolver
from launchready.net.dns.servers import Server
from launchready.net.failure import Failure, Phase
from launchready.net.traffic import Traffic

from .conftest import Resolving, Rogue, reply
from .knot import Knot

HONEST = "shop.example. 60 IN A 192.0.2.1"


@pytest.mark.parametrize(
    ("name", "kind", "values"),
    [
        ("shop.example", "A", {"127.0.0.1"}),
        ("SHOP.example.", "AAAA", {"::1"}),
        ("shop.example", "MX", {"10 mail.shop.example"}),
        ("null.shop.example", "MX", {"0 ."}),
        ("shop.example", "TXT", {"v=spf1 -all", "café \\xff"}),
        ("shop.example", "NS", {"ns1.example", "ns2.shop.example"}),
        ("shop.example", "CAA", {'0 issue "letsencrypt.org"'}),
        ("_sip._tcp.shop.example", "SRV", {"1 2 443 sip.shop.example"}),
        ("svc.shop.example", "HTTPS", {'1 . alpn="h2,h3"'}),
        ("far.shop.example", "CNAME", {"www.shop.example"}),
        ("bücher.shop.example", "A", {"127.0.0.3"}),
        (
            "shop.example",
            "SOA",
            {"ns1.example hostmaster.example 7 3600 900 604800 300"},
        ),
    ],
)
async def test_values_come_in_presentation_form(
    knot: Knot, resolving: Resolving, name: str, kind: str, values: set[str]
) -> None:
    answer = await resolving(knot.server).ask(name, kind)
    assert answer.status is Status.ANSWERED
    assert set(answer.values) == values
    assert answer.ttl == 300
    assert answer.server == str(knot.server)
    assert answer.authoritative


async def test_names_are_reported_lower_case_in_ascii(knot: Knot, resolving: Resolving) -> None:
    answer = await resolving(knot.server).ask("BÜCHER.Shop.Example.", "A")
    assert answer.name == "xn--bcher-kva.shop.example"


async def test_no_records_and_no_such_name_are_two_things(knot: Knot, resolving: Resolving) -> None:
    resolver = resolving(knot.server)
    assert (await resolver.ask("mail.shop.example", "MX")).status is Status.NO_RECORDS
    missing = await resolver.ask("nope.shop.example", "MX")
    assert missing.status is Status.NO_SUCH_NAME
    assert missing.aliases == ()


async def test_a_large_answer_comes_over_tcp_and_is_counted(
    knot: Knot, resolving: Resolving, traffic: Traffic
) -> None:
    answer = await resolving(knot.server).ask("big.shop.example", "TXT")
    assert answer.values == ("x" * 4000,)
    assert (traffic.dns_queries, traffic.connections) == (2, 1)
    assert traffic.by_host == {"127.0.0.1": 1}


async def test_ipv6_servers_are_asked_too(knot: Knot, resolving: Resolving) -> None:
    answer = await resolving(Server("::1", knot.server.port)).ask("shop.example", "A")
    assert answer.values == ("127.0.0.1",)
    assert answer.server == f"[::1]:{knot.server.port}"


async def test_addresses_are_ipv4_first(knot: Knot, resolving: Resolving) -> None:
    assert await resolving(knot.server).addresses("shop.example") == ("127.0.0.1", "::1")


@pytest.mark.parametrize(
    ("host", "why"),
    [
        ("nope.shop.example", "nope.shop.example does not exist"),
        ("null.shop.example", "null.shop.example has no address"),
        ("not.ours.invalid", "the look-up of not.ours.invalid failed: answered REFUSED"),
        ("a..b", "the look-up of a..b failed: 'a..b' has an empty label"),
    ],
)
async def test_a_host_without_address_fails_in_plain_words(
    knot: Knot, resolving: Resolving, host: str, why: str
) -> None:
    with pytest.raises(Failure) as caught:
        await resolving(knot.server).addresses(host)
    assert caught.value.phase is Phase.NAME
    assert caught.value.why.startswith(why)


async def test_a_question_is_asked_once_however_many_want_to_know(
    knot: Knot, resolving: Resolving, traffic: Traffic
) -> None:
    resolver = resolving(knot.server)
    spellings = ("shop.example", "SHOP.EXAMPLE", "shop.example.")
    await asyncio.gather(*(resolver.ask(name, "A") for name in spellings * 20))
    await resolver.ask("shop.example", "A")
    assert traffic.dns_queries == 1


async def test_a_caller_that_gives_up_does_not_stop_the_others(
    rogue: Rogue, resolving: Resolving
) -> None:
    server = await rogue(lambda query, _: [reply(query, HONEST)])
    resolver = resolving(server.server)
    hasty = asyncio.create_task(resolver.ask("shop.example", "A"))
    patient = asyncio.create_task(resolver.ask("shop.example", "A"))
    await asyncio.sleep(0)
    hasty.cancel()
    assert (await patient).values == ("192.0.2.1",)


async def test_many_questions_share_one_socket(
    knot: Knot, resolving: Resolving, traffic: Traffic
) -> None:
    resolver = resolving(knot.server, timeout=3.0)
    names = [f"host{number}.shop.example" for number in range(300)]
    answers = await asyncio.gather(*(resolver.ask(name, "A") for name in names))
    assert {answer.status for answer in answers} == {Status.NO_SUCH_NAME}
    assert [answer.name for answer in answers] == names
    assert traffic.dns_queries == 300


async def test_a_silent_server_times_out_after_all_tries(
    rogue: Rogue, resolving: Resolving, traffic: Traffic
) -> None:
    server = await rogue(lambda *_: [])
    answer = await resolving(server.server).ask("shop.example", "A")
    assert answer.status is Status.TIMEOUT
    assert answer.why == f"no answer from {server.server} within 0.2 s"
    assert traffic.dns_queries == len(server.queries) == 2


async def test_the_total_bounds_all_tries(rogue: Rogue, resolving: Resolving) -> None:
    server = await rogue(lambda *_: [])
    resolver = resolving(server.server, timeout=0.2, tries=50, total=0.5)
    async with asyncio.timeout(5):
        answer = await resolver.ask("shop.example", "A")
    assert answer.status is Status.TIMEOUT


async def test_a_lost_packet_is_sent_again(rogue: Rogue, resolving: Resolving) -> None:
    seen: list[bytes] = []

    def lose_the_first(query: bytes, _: bool) -> list[bytes]:
        seen.append(query)
        return [] if len(seen) == 1 else [reply(query, HONEST)]

    answer = await resolving((await rogue(lose_the_first)).server).ask("shop.example", "A")
    assert answer.values == ("192.0.2.1",)


async def test_a_closed_port_is_told_at_once(resolving: Resolving) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    answer = await resolving(Server("127.0.0.1", port), timeout=30).ask("shop.example", "A")
    assert answer.status is Status.TIMEOUT
    assert answer.why == f"127.0.0.1:{port}: nothing listens there"


@pytest.mark.parametrize(
    ("rcode", "status"),
    [
        ("SERVFAIL", Status.SERVFAIL),
        ("REFUSED", Status.REFUSED),
        ("NOTAUTH", Status.BROKEN),
        ("NOTIMP", Status.BROKEN),
    ],
)
async def test_a_refusal_is_not_an_absence(
    rogue: Rogue, resolving: Resolving, rcode: str, status: Status
) -> None:
    server = await rogue(lambda query, _: [reply(query, rcode=rcode)])
    answer = await resolving(server.server).ask("shop.example", "A")
    assert answer.status is status
    assert not answer.status.known
    assert answer.why == f"answered {rcode}"


async def test_the_next_server_is_asked_when_one_fails(rogue: Rogue, resolving: Resolving) -> None:
    broken = await rogue(lambda query, _: [reply(query, rcode="SERVFAIL")])
    good = await rogue(lambda query, _: [reply(query, HONEST)])
    answer = await resolving(broken.server, good.server).ask("shop.example", "A")
    assert answer.values == ("192.0.2.1",)
    assert answer.server == str(good.server)
    assert len(broken.queries) == 1


async def test_the_server_that_answers_is_asked_first_from_then_on(
    rogue: Rogue, resolving: Resolving
) -> None:
    dead = await rogue(lambda *_: [])
    good = await rogue(lambda query, _: [reply(query, HONEST)])
    resolver = resolving(dead.server, good.server)
    await resolver.ask("shop.example", "A")
    await resolver.ask("shop.example", "MX")
    assert len(dead.queries) == 1


async def test_a_server_without_edns_is_asked_again_without(
    rogue: Rogue, resolving: Resolving
) -> None:
    def old(query: bytes, _: bool) -> list[bytes]:
        if query[11]:  # an additional record: EDNS
            return [query[:2] + b"\x80\x01" + bytes(8)]
        return [reply(query, HONEST)]

    answer = await resolving((await rogue(old)).server).ask("shop.example", "A")
    assert answer.values == ("192.0.2.1",)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("a..example", "'a..example' has an empty label"),
        (".example", "'.example' has an empty label"),
        ("x" * 64 + ".test", "has a label of more than 63 characters"),
        ("abcdefg." * 40, "is longer than the 253 characters"),
        ("bad\\999.test", "has a broken backslash escape"),
        ("\ud800.test", "is not a valid international domain name"),
        ("", "is empty"),
    ],
)
async def test_an_impossible_name_is_told_without_asking(
    resolving: Resolving, traffic: Traffic, name: str, why: str
) -> None:
    answer = await resolving(Server("127.0.0.1", 1)).ask(name, "A")
    assert answer.status is Status.BROKEN
    assert why in answer.why
    assert traffic.dns_queries == 0


async def test_a_named_server_is_asked_without_recursion(
    rogue: Rogue, resolving: Resolving
) -> None:
    server = await rogue(lambda query, _: [reply(query, HONEST, flags="QR AA")])
    resolver = resolving(Server("127.0.0.1", 1))
    answer = await resolver.ask_at(server.server, "shop.example", "A")
    await resolver.ask_at(server.server, "shop.example", "A")
    assert answer.authoritative
    assert not answer.recursion
    assert len(server.queries) == 1
    assert not server.queries[0][2] & 1  # RD


async def test_closing_ends_queries_under_way(rogue: Rogue, traffic: Traffic) -> None:
    server = await rogue(lambda *_: [])
    resolver = Resolver([server.server], traffic, timeout=60, total=60)
    asking = asyncio.create_task(resolver.ask("shop.example", "A"))
    await server.asked.wait()
    await resolver.close()
    with pytest.raises(asyncio.CancelledError):
        await asking


def test_it_works_under_uvloop(knot: Knot) -> None:
    async def ask() -> None:
        resolver = Resolver([knot.server], Traffic())
        assert (await resolver.ask("shop.example", "A")).values == ("127.0.0.1",)
        assert (await resolver.ask("big.shop.example", "TXT")).values == ("x" * 4000,)
        closed = await resolver.ask_at(Server("127.0.0.1", 1), "shop.example", "A")
        assert closed.why == "127.0.0.1:1: nothing listens there"
        await resolver.close()

    uvloop.run(ask())
