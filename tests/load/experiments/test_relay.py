"""Journeys within journeys, and what a trial makes of them."""

from __future__ import annotations

import asyncio
import time

import pytest
from tests.load.experiments.world import HOME, nobody, order, scenario, visit
from tests.load.servers import Fixed, inside

from launchready.facts.base import PRODUCT
from launchready.facts.load import LoadRun
from launchready.load.engine.lines import open_lines
from launchready.load.engine.run import run_once
from launchready.load.engine.stop import Stop
from launchready.load.experiments.plain import run_plain
from launchready.load.experiments.relay import hurried
from launchready.load.journey import Journey, Part, Target, User
from launchready.load.phase import Phase
from launchready.load.tally import Tally

LAST = Target("last", url="/last")


async def made(base: str, journey: Journey) -> tuple[str, Tally]:
    asked = order(base)
    lines = open_lines(
        asked.settings,
        limits=asked.limits,
        tag="lr-test",
        most=10,
        allowed=frozenset(asked.scenario.hosts),
    )
    tally = Tally(Phase("once", 0.0))
    try:
        return await run_once(journey, User(0, base), lines, tally), tally
    finally:
        await lines.close()


async def test_a_hurried_journey_does_not_think_for_long() -> None:
    skipped: list[float] = []

    async def journey(user: User) -> None:
        await user.request(HOME)
        await user.think(30)
        await user.think(0.01)
        await asyncio.sleep(0.01)
        answer = await user.request(LAST)
        assert answer.json()["id"] == 7

    async with inside(Fixed(ms=1)) as server:
        began = time.perf_counter()
        why, tally = await made(server.base, hurried(hurried(journey, skipped.append)))
        assert time.perf_counter() - began < 10
    assert why == ""
    assert skipped == [pytest.approx(29.8)]
    assert {name: route.requests for name, route in tally.routes.items()} == {"home": 1, "last": 1}


async def test_what_a_hurried_journey_raises_is_its_own() -> None:
    async def journey(user: User) -> None:
        await user.request(HOME)
        raise KeyError

    async with inside(Fixed(ms=1)) as server:
        why, tally = await made(server.base, hurried(journey))
    assert "KeyError at test_relay.py line " in why
    assert (tally.requests, tally.failed, tally.finished) == (1, 0, 0)


async def test_the_rate_is_made_from_how_long_a_person_takes() -> None:
    async def slow(user: User) -> None:
        await user.request(HOME)
        await user.think(6)
        await user.request(LAST)

    async with inside(Fixed(ms=1)) as server:
        parts = (Part("slow", slow), Part("quick", visit(HOME), pause=(1.0, 3.0)))
        asked = order(server.base, made=scenario(server.base, *parts), users=80, seconds=0.3)
        stop = Stop()
        asyncio.get_running_loop().call_later(2, stop.request, "seen enough")
        facts = await run_plain(asked, nobody, stop)
    run = facts.get(LoadRun, PRODUCT)
    assert isinstance(run, LoadRun)
    [phase] = run.phases
    # A slow one takes 6 s, a quick one 2 s until the next: 4 s on average, 20 journeys/s.
    assert phase.asked_per_s == pytest.approx(20, rel=0.1)
