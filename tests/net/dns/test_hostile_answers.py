from __future__ import annotations

import asyncio
import socket
import struct

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from launchready.facts.dns import Status
from launchready.net.dns.resolver import Resolver
from launchready.net.traffic import Traffic

from .conftest import Resolving, Rogue, reply, scripted_server

HONEST = "shop.example. 60 IN A 192.0.2.1"


async def test_an_answer_with_the_wrong_id_is_ignored(rogue: Rogue, resolving: Resolving) -> None:
    def lie_then_answer(query: bytes, _: bool) -> list[bytes]:
        lie = reply(query, "shop.example. 60 IN A 203.0.113.66")
        wrong = struct.pack("!H", int.from_bytes(lie[:2], "big") ^ 1) + lie[2:]
        return [wrong, reply(query, HONEST)]

    answer = await resolving((await rogue(lie_then_answer)).server).ask("shop.example", "A")
    assert answer.values == ("192.0.2.1",)


async def test_an_answer_to_another_question_is_ignored(rogue: Rogue, resolving: Resolving) -> None:
    def lie_then_answer(query: bytes, _: bool) -> list[bytes]:
        lie = reply(query.replace(b"\x04shop", b"\x04evil"), HONEST)
        return [lie, reply(query, HONEST)]

    answer = await resolving((await rogue(lie_then_answer)).server).ask("shop.example", "A")
    assert answer.values == ("192.0.2.1",)


async def test_an_answer_from_another_address_is_ignored(
    rogue: Rogue, resolving: Resolving
) -> None:
    liars: list[socket.socket] = []

    def lie_from_elsewhere(query: bytes, _: bool) -> list[bytes]:
        liar = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        liars.append(liar)
        liar.bind(("127.0.0.1", 0))
        liar.sendto(reply(query, "shop.example. 60 IN A 203.0.113.66"), server.askers[-1])
        return [reply(query, HONEST)]

    server = await rogue(lie_from_elsewhere)
    answer = await resolving(server.server).ask("shop.example", "A")
    for liar in liars:
        liar.close()
    assert liars
    assert answer.values == ("192.0.2.1",)


async def test_a_query_reflected_is_not_an_answer(rogue: Rogue, resolving: Resolving) -> None:
    server = await rogue(lambda query, _: [query])
    answer = await resolving(server.server, tries=1).ask("shop.example", "A")
    assert answer.status is Status.TIMEOUT
    assert "1 datagrams that answer another question" in answer.why


def _raw(query: bytes, answers: int, body: bytes) -> bytes:
    end = query.index(b"\x00", 12) + 5
    return query[:2] + b"\x81\x80" + struct.pack("!4H", 1, answers, 0, 0) + query[12:end] + body


@pytest.mark.parametrize(
    "body",
    [
        b"\xc0\x1e" * 8,
        b"\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x3c\x00\x04\x01",
        b"\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x3c\x00\x03\x01\x02\x03",
        b"\x47garbage",
        b"",
    ],
    ids=["pointer loop", "cut short", "address of three bytes", "bad label", "nothing"],
)
async def test_a_malformed_answer_is_broken(
    rogue: Rogue, resolving: Resolving, body: bytes
) -> None:
    server = await rogue(lambda query, _: [_raw(query, 1, body)])
    answer = await resolving(server.server).ask("shop.example", "A")
    assert answer.status is Status.BROKEN
    assert "is not a DNS message" in answer.why
    assert len(server.queries) == 2


async def test_a_bare_referral_is_not_an_absence(rogue: Rogue, resolving: Resolving) -> None:
    server = await rogue(lambda query, _: [reply(query, flags="QR")])
    answer = await resolving(server.server).ask("shop.example", "A")
    assert answer.status is Status.BROKEN
    assert answer.why == "neither answers nor has authority"


async def test_a_flood_of_records_is_cut(rogue: Rogue, resolving: Resolving) -> None:
    def flood(query: bytes, tcp: bool) -> list[bytes]:
        if not tcp:
            return [reply(query, flags="QR TC RD RA")]
        record = b"\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x3c\x00\x04"
        body = b"".join(record + struct.pack("!I", number) for number in range(1000))
        return [_raw(query, 1000, body)]

    server = await rogue(flood)
    answer = await resolving(server.server, timeout=5).ask("shop.example", "A")
    assert len(answer.values) == 256
    assert server.over_tcp == 1


async def test_thousands_of_records_are_not_even_read(rogue: Rogue, resolving: Resolving) -> None:
    server = await rogue(lambda query, _: [_raw(query, 4000, b"")])
    answer = await resolving(server.server).ask("shop.example", "A")
    assert answer.status is Status.BROKEN
    assert answer.why == f"{server.server}: the answer holds 4000 records"


async def test_a_huge_value_is_cut(rogue: Rogue, resolving: Resolving) -> None:
    def huge(query: bytes, tcp: bool) -> list[bytes]:
        if not tcp:
            return [reply(query, flags="QR TC RD RA")]
        text = (b"\xff" + b"y" * 255) * 200
        record = b"\xc0\x0c\x00\x10\x00\x01\x00\x00\x00\x3c" + struct.pack("!H", len(text))
        return [_raw(query, 1, record + text)]

    answer = await resolving((await rogue(huge)).server).ask("shop.example", "TXT")
    assert answer.values == ("y" * 16384,)


async def test_a_truncated_answer_without_tcp_is_unknown(
    rogue: Rogue, resolving: Resolving
) -> None:
    def only_udp(query: bytes, tcp: bool) -> list[bytes]:
        return [] if tcp else [reply(query, flags="QR TC RD RA")]

    answer = await resolving((await rogue(only_udp)).server).ask("shop.example", "A")
    assert answer.status is Status.TIMEOUT
    assert "over TCP the connection ended early" in answer.why


async def test_an_answer_over_tcp_must_repeat_the_question(
    rogue: Rogue, resolving: Resolving
) -> None:
    def switch(query: bytes, tcp: bool) -> list[bytes]:
        if tcp:
            return [reply(query.replace(b"\x04shop", b"\x04evil"), HONEST)]
        return [reply(query, flags="QR TC RD RA")]

    answer = await resolving((await rogue(switch)).server).ask("shop.example", "A")
    assert answer.status is Status.TIMEOUT
    assert "not to the question asked" in answer.why


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    body=st.binary(max_size=200),
    counts=st.tuples(*[st.integers(0, 3)] * 3),
    flags=st.integers(0x8000, 0xFFFF),
    kind=st.sampled_from(["A", "TXT", "MX", "SOA", "CAA", "HTTPS", "DNSKEY", "DS"]),
)
def test_random_bytes_neither_raise_nor_hang(
    body: bytes, counts: tuple[int, int, int], flags: int, kind: str
) -> None:
    def noise(query: bytes, _: bool) -> list[bytes]:
        end = query.index(b"\x00", 12) + 5
        header = struct.pack("!H3H", flags & ~0x7800, *counts)
        return [query[:2] + header[:2] + b"\x00\x01" + header[2:] + query[12:end] + body]

    async def once() -> None:
        async with asyncio.timeout(10), scripted_server(noise) as server:
            resolver = Resolver([server.server], Traffic(), timeout=0.1, tries=1)
            answer = await resolver.ask("shop.example", kind)
            signed = await resolver.ask_signed("shop.example", kind)
            await resolver.close()
            assert isinstance(answer.status, Status)
            assert isinstance(signed.status, Status)

    asyncio.run(once())
