"""The ceiling is held request by request."""

from __future__ import annotations

import random
from collections import deque
from time import perf_counter

import pytest
from tests.load.servers import Fixed, inside

from launchready.load.engine.lines import Lines
from launchready.load.engine.meter import by_chance, strict
from launchready.load.engine.run import run_once, run_phase
from launchready.load.journey import User
from launchready.load.phase import Law

from .conftest import brisk, scenario, soon


@pytest.mark.parametrize("ceiling", [0.5, 1, 3, 10, 200, 2000])
def test_in_no_second_are_there_more_than_the_ceiling(ceiling: float) -> None:
    meter, now, sent = strict(ceiling, 1000.0), 1000.0, deque[float]()
    for _ in range(5000):
        if meter.left < 1:
            now += meter.wait_s(now)
            if meter.left < 1:
                meter.wait_s(now)
        meter.left -= 1
        sent.append(now)
        while sent[0] <= now - 1:
            sent.popleft()
        assert len(sent) <= max(ceiling, 1) + (ceiling < 3)
    assert 5000 / (now - 1000.0) >= ceiling / 2


def test_after_a_while_with_nothing_to_send_no_second_has_more_either() -> None:
    meter, sent = strict(200, 1000.0), 0
    while meter.left >= 1 or not meter.wait_s(1060.0):
        meter.left -= 1
        sent += 1
    while meter.left >= 1 or not meter.wait_s(1061.0):
        meter.left -= 1
        sent += 1
    assert 0 < sent <= 200


@pytest.mark.parametrize("ceiling", [5, 50, 200, 2000])
def test_what_arrives_by_chance_below_the_ceiling_is_let_through(ceiling: float) -> None:
    chance, meter, now = random.Random(7), by_chance(ceiling, 1000.0), 1000.0  # noqa: S311 - any numbers do
    for _ in range(30_000):
        now += chance.expovariate(ceiling)
        assert meter.left >= 1 or not meter.wait_s(now)
        meter.left -= 1


def test_three_times_the_ceiling_is_noticed_within_two_seconds() -> None:
    meter, now = by_chance(200, 1000.0), 1000.0
    while meter.left >= 1 or not meter.wait_s(now):
        meter.left -= 1
        now += 1 / 600
    assert now < 1002


def test_without_a_ceiling_nothing_is_held() -> None:
    meter = strict(0, 1000.0)
    meter.left = 0
    assert meter.wait_s(5.0) == 0


async def test_a_closed_loop_waits_and_one_journey_alone_too(lines: Lines) -> None:
    lines.waits = strict(30, perf_counter())

    async def many(user: User) -> None:
        for _ in range(20):
            await user.get("/", name="home")

    async with inside(Fixed(ms=0)) as server, soon():
        phase = brisk(0, 1.0, law=Law.CLOSED, users=4, drain_s=0.0)
        tally = await run_phase(scenario(server.base), phase, lines)
        assert 10 <= tally.requests <= 31
        assert await run_once(many, User(0, server.base), lines) == ""
    assert tally.failed == 0
    assert tally.routes["home"].response.high < 900_000


async def test_arrivals_that_make_too_many_requests_end_the_run(lines: Lines) -> None:
    lines.arrives = by_chance(50, perf_counter())
    app = Fixed(ms=0)

    async def endless(user: User) -> None:
        while True:
            await user.get("/", name="home")

    async with inside(app) as server, soon():
        tally = await run_phase(scenario(server.base, endless), brisk(5, 5.0), lines)
    assert "more was to be sent than the ceiling of 50 requests/s allows" in tally.stopped
    assert 50 < app.seen.requests <= 250


async def test_a_journey_alone_that_goes_on_and_on_is_ended(lines: Lines) -> None:
    async def endless(user: User) -> None:
        while True:
            await user.get("/", name="home")

    async with inside(Fixed(ms=0)) as server, soon():
        why = await run_once(endless, User(0, server.base), lines, most=30)
    assert why == "it makes more than 30 requests"


@pytest.mark.parametrize("leave", [SystemExit, KeyboardInterrupt])
async def test_a_journey_that_exits_ends_the_run_as_a_mistake(
    lines: Lines, leave: type[BaseException]
) -> None:
    async def leaving(user: User) -> None:
        await user.get("/", name="home")
        raise leave

    async with inside(Fixed(ms=0)) as server, soon():
        tally = await run_phase(scenario(server.base, leaving), brisk(20, 3.0), lines)
    assert f"the scenario itself failed: {leave.__name__} at test_meter.py line" in tally.void
