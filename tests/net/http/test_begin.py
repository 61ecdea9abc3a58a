"""Exchanges that end with a call: the way of a load run."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable

import pytest

from launchready.net.http.connection import Connection
from launchready.net.http.limits import Limits
from launchready.net.http.reading import Reading
from launchready.net.traffic import Traffic

from .conftest import QUICK, Serve, answer, app, says, silence, slam, soon

ASK = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
Ask = Callable[..., "asyncio.Future[None]"]


async def connect(port: int) -> Connection:
    _, connection = await asyncio.get_running_loop().create_connection(
        lambda: Connection(Traffic()), "127.0.0.1", port
    )
    return connection


async def ask(connection: Connection, *, bodiless: bool = False, limits: Limits = QUICK) -> Reading:
    over = asyncio.get_running_loop().create_future()
    connection.begin(ASK, limits, lambda: over.set_result(None), bodiless=bodiless)
    assert not over.done()
    async with soon():
        await over
    return connection.reading


async def test_one_reading_serves_all_answers_and_their_lists_stay(serve: Serve) -> None:
    count = 0

    def respond(_target: str, _request: bytes) -> bytes:
        nonlocal count
        count += 1
        return answer(b"body %d" % count, f"X-Count: {count}")

    connection = await connect((await serve(app(respond))).port)
    kept = []
    readings = set()
    for _ in range(3):
        reading = await ask(connection)
        readings.add(id(reading))
        assert (reading.status, reading.complete, reading.why) == (200, True, "")
        kept.append((reading.pairs, reading.chunks))
    connection.close()
    assert len(readings) == 1
    assert [b"".join(chunks) for _, chunks in kept] == [b"body 1", b"body 2", b"body 3"]
    assert [pairs[0][1] for pairs, _ in kept] == [b"1", b"2", b"3"]


async def test_an_answer_without_a_body_takes_a_new_reading(serve: Serve) -> None:
    connection = await connect((await serve(says(answer(b""), close=False))).port)
    first = await ask(connection, bodiless=True)
    assert first.complete
    second = await ask(connection)
    assert second is not first
    assert (second.status, second.complete) == (200, True)
    connection.close()


async def test_what_is_cut_late_or_closed_is_told_apart(serve: Serve) -> None:
    async def told(talk: object) -> tuple[bool, bool, bool]:
        connection = await connect((await serve(talk)).port)
        await ask(connection)
        assert connection.closed
        assert not connection.reading.complete
        return connection.late, connection.hung_up, connection.reading.overlong

    assert await told(silence) == (True, False, False)
    assert await told(slam) == (False, True, False)
    assert await told(says(answer(b"x" * 10)[:-5])) == (False, True, False)
    assert await told(says(answer(b"x" * 30_000), close=False)) == (False, False, True)
    assert await told(says(b"nonsense\r\n\r\n", close=False)) == (False, False, False)


async def test_a_closed_connection_answers_that_it_is(serve: Serve) -> None:
    connection = await connect((await serve(says(answer()))).port)
    await ask(connection)
    await connection.lost
    reading = await ask(connection)
    assert reading.failure is not None
    assert connection.stale
    assert connection.hung_up


async def test_both_ways_may_take_turns_on_a_connection(serve: Serve) -> None:
    connection = await connect((await serve(says(answer(), close=False))).port)
    for _ in range(3):
        assert (await ask(connection)).complete
        await connection.exchange(ASK, QUICK, bodiless=False)
        assert connection.reading.complete
    connection.close()


@pytest.mark.parametrize("rest", [b"more", b"\x00", answer(), b"\r\n\r\nHTTP"])
async def test_nothing_is_read_from_what_nobody_asked_for(serve: Serve, rest: bytes) -> None:
    connection = await connect((await serve(says(answer() + rest, close=False))).port)
    reading = await ask(connection)
    assert b"".join(reading.chunks) == b"hello"
    async with soon():
        await connection.lost


async def test_a_lost_connection_leaves_no_circle_behind(serve: Serve) -> None:
    connection = await connect((await serve(says(answer(), close=False))).port)
    await ask(connection)
    connection.close()
    await connection.lost
    gc.collect()
    before = len([each for each in gc.get_objects() if isinstance(each, Reading)])
    gc.disable()
    try:
        del connection
        after = len([each for each in gc.get_objects() if isinstance(each, Reading)])
    finally:
        gc.enable()
    assert after < before
