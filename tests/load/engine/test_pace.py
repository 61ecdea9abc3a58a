"""New connections are opened one after the other once too many are wanted at once."""

from __future__ import annotations

from time import perf_counter

from tests.load.servers import Fixed, inside

from launchready.load.engine.lines import Lines
from launchready.load.engine.pace import BURST, PER_S, Pace
from launchready.load.engine.run import run_phase
from launchready.load.journey import User
from launchready.load.phase import Law

from .conftest import brisk, scenario, soon


def test_a_burst_goes_through_and_then_so_many_each_second() -> None:
    pace, now, passed = Pace(), 1000.0, 0
    for _ in range(BURST):
        assert pace.wait_s(now) == 0
    for _ in range(5000):
        wait = pace.wait_s(now)
        passed += not wait
        now += wait or 0.0
    seconds = now - 1000.0
    assert PER_S * seconds - 1 <= passed <= PER_S * seconds * 1.001 + 1
    assert passed >= 2499


def test_what_was_not_used_is_kept_up_to_the_burst_and_no_further() -> None:
    pace = Pace()
    for _ in range(BURST):
        pace.wait_s(50.0)
    assert pace.wait_s(50.0) > 0
    assert sum(not pace.wait_s(50.0 + 3600) for _ in range(3 * BURST)) == BURST


async def test_many_who_come_at_once_are_all_answered_over_connections_that_come_back(
    lines: Lines,
) -> None:
    visitors = 400

    async def journey(user: User) -> None:
        await user.get("/", name="home")
        await user.think(5)

    async with inside(Fixed(ms=1)) as server, soon():
        lines._most = visitors
        began = perf_counter()
        phase = brisk(0, 0.5, law=Law.CLOSED, users=visitors, drain_s=0.0)
        tally = await run_phase(scenario(server.base, journey), phase, lines)
        took = perf_counter() - began
    assert (tally.requests, tally.failed) == (visitors, 0)
    assert 0 < lines.traffic.connections <= BURST + PER_S * took
    assert lines.traffic.connections < visitors
