"""Targets that misbehave end in counted faults, in bounded time."""

from __future__ import annotations

import asyncio
import socket
from time import perf_counter

import pytest
from tests.load.servers import Errors, Fixed, Hostile, Storm, inside

from launchready.facts.load import Fault
from launchready.load.engine.lines import Lines
from launchready.load.engine.run import run_phase
from launchready.load.journey import Scenario, Target, User
from launchready.load.phase import Phase
from launchready.load.tally import Tally

from .conftest import HOME, QUICK, brisk, loopback_lines, scenario, soon

FAULTS = {
    "closes": Fault.CLOSED,
    "refuses": Fault.CLOSED,
    "hangs": Fault.TIMEOUT,
    "resets": Fault.CLOSED,
    "garbage": Fault.GARBAGE,
    "short": Fault.CLOSED,
    "headers": Fault.GARBAGE,
    "dribbles": Fault.TIMEOUT,
    "bad_chunk": Fault.GARBAGE,
}


async def run(whole: Scenario, phase: Phase, lines: Lines) -> Tally:
    async with soon():
        return await run_phase(whole, phase, lines)


@pytest.mark.parametrize("how", FAULTS)
async def test_every_misdeed_is_counted_as_what_it_is(lines: Lines, how: str) -> None:
    async with inside(Hostile(how)) as server:
        tally = await run(scenario(server.base), brisk(25), lines)
    route = tally.routes["home"]
    assert route.faults == {FAULTS[how]: 10}
    assert (tally.requests, tally.failed, tally.finished, tally.in_flight) == (10, 10, 10, 0)
    assert (route.response.count, route.service.count) == (0, 0)


@pytest.mark.parametrize("how", ["long", "slams", "bad_gzip"])
async def test_what_a_visitor_would_not_notice_is_no_fault(lines: Lines, how: str) -> None:
    async with inside(Hostile(how)) as server:
        tally = await run(scenario(server.base), brisk(25), lines)
    assert (tally.requests, tally.failed) == (10, 0)


@pytest.mark.parametrize("how", FAULTS)
async def test_streams_that_misbehave_are_counted_too(lines: Lines, how: str) -> None:
    target = Target("chat", "POST", "/", stream=True)

    async def chat(user: User) -> None:
        await user.request(target, body=b"{}")

    async with inside(Hostile(how)) as server:
        tally = await run(scenario(server.base, chat), brisk(25), lines)
    assert tally.routes["chat"].faults == {FAULTS[how]: 10}
    assert tally.in_flight == 0


async def test_a_body_without_end_is_cut(lines: Lines) -> None:
    async with inside(Hostile("endless")) as server:
        tally = await run(scenario(server.base), brisk(10), lines)
    faults = tally.routes["home"].faults
    assert faults.keys() <= {Fault.CLOSED, Fault.TIMEOUT}
    assert (faults.total(), tally.finished) == (4, 4)


async def test_a_long_body_is_no_fault_and_its_end_is_not_kept(lines: Lines) -> None:
    size = 3 * QUICK.body_bytes
    seen: list[int] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % size + b"x" * size)

    async def journey(user: User) -> None:
        seen.append(len((await user.get("/")).body))

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    async with server:
        base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        tally = await run(scenario(base, journey), brisk(10), lines)
        await lines.close()
    assert (tally.requests, tally.failed) == (4, 0)
    assert seen == [QUICK.body_bytes] * 4


async def test_five_errors_in_a_hundred_are_five(lines: Lines) -> None:
    async with inside(Errors(ms=1, every=20)) as server:
        tally = await run(scenario(server.base), brisk(200, 0.5), lines)
    route = tally.routes["home"]
    assert route.faults == {Fault.SERVER: 5}
    assert route.statuses == {200: 95, 500: 5}
    assert route.response.count == 95


async def test_a_storm_of_429_is_counted_with_its_come_back_later(lines: Lines) -> None:
    async with inside(Storm()) as server:
        tally = await run(scenario(server.base), brisk(100), lines)
    route = tally.routes["home"]
    assert (route.faults, route.retry_after) == ({Fault.TOO_MANY: 40}, 40)


async def test_a_dead_port_is_a_fault_each_time(lines: Lines) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{held.getsockname()[1]}"
        tally = await run(scenario(base), brisk(50), lines)
    assert tally.routes["home"].faults == {Fault.CONNECT: 20}


async def test_a_port_without_tls_is_a_tls_fault(lines: Lines) -> None:
    async with inside(Fixed(ms=1)) as server:
        base = server.base.replace("http:", "https:")
        tally = await run(scenario(base), brisk(25), lines)
    assert tally.routes["home"].faults == {Fault.TLS: 10}


async def test_a_name_without_an_address_is_a_name_fault(lines: Lines) -> None:
    async def lost(_host: str) -> list[str]:
        from launchready.net.failure import Failure, Phase

        raise Failure(Phase.NAME, "no such name")

    lines._dialler._lookup = lost
    lines._allowed = frozenset({"shop.example"})
    tally = await run(scenario("http://shop.example"), brisk(25), lines)
    assert tally.routes["home"].faults == {Fault.NAME: 10}


async def test_a_kept_connection_that_was_closed_meanwhile_is_no_fault_for_reads() -> None:
    """The server hangs up after each answer, unannounced: the next request finds out."""
    asked = 0

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        await reader.readuntil(b"\r\n\r\n")
        asked += 1
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        await reader.readuntil(b"\r\n\r\n")
        writer.transport.abort()

    lines = loopback_lines(most=1)
    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    async with server:
        base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        tally = await run(scenario(base), brisk(50), lines)
        await lines.close()
    assert (tally.requests, tally.failed, asked) == (20, 0, 20)
    assert tally.handshake.count == 20


async def test_what_may_not_be_repeated_is_not() -> None:
    asked = 0

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        for _ in range(2):
            await reader.readuntil(b"\r\n\r\n")
            asked += 1
            if _ == 0:
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        writer.transport.abort()

    async def order(user: User) -> None:
        await user.request(Target("order", "POST", "/"))

    lines = loopback_lines(most=1)
    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    async with server:
        base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        tally = await run(scenario(base, order), brisk(50), lines)
        await lines.close()
    assert tally.routes["order"].faults == {Fault.CLOSED: 10}
    assert asked == 20


async def test_whoever_finds_no_connection_waits_no_longer_than_allowed() -> None:
    lines = loopback_lines(most=1)
    async with inside(Hostile("hangs")) as server:
        began = perf_counter()
        tally = await run(scenario(server.base), brisk(50), lines)
        await lines.close()
    assert perf_counter() - began < 6
    assert tally.routes["home"].faults == {Fault.TIMEOUT: 20}


async def test_hosts_that_answer_too_late_for_the_run_are_timeouts(lines: Lines) -> None:
    async with inside(Fixed(ms=400)) as server:
        tally = await run(scenario(server.base), brisk(20, drain_s=0.1), lines)
    assert HOME.name in tally.routes
    assert tally.routes["home"].faults[Fault.TIMEOUT] >= 1
    assert tally.requests == tally.begun == 8
