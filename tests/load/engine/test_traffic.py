"""Who arrives, and what each of them does."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import replace

import pytest
from tests.load.servers import Capacity, Errors, Fixed, inside

from launchready.load.engine import running
from launchready.load.engine.lines import Lines
from launchready.load.engine.run import run_phase
from launchready.load.journey import Part, Scenario, User
from launchready.load.phase import Law
from launchready.load.trouble import LoadError

from .conftest import brisk, scenario, soon


async def test_shards_share_the_arrivals_and_their_begin(lines: Lines) -> None:
    app = Fixed(ms=1)
    epoch = time.time() + 0.2
    async with inside(app) as server, soon():
        shards = [
            run_phase(scenario(server.base), brisk(100, 0.5, shard=n, shards=2), lines, epoch=epoch)
            for n in range(2)
        ]
        first, second = await asyncio.gather(*shards)
    assert (first.arrivals, second.arrivals) == (25, 25)
    first.add(second)
    assert (first.requests, first.finished, app.seen.requests) == (50, 50, 50)


async def test_journeys_are_taken_by_their_weight(lines: Lines) -> None:
    taken: Counter[str] = Counter()

    async def often(_user: User) -> None:
        taken["often"] += 1

    async def rarely(_user: User) -> None:
        taken["rarely"] += 1

    async def never(_user: User) -> None:
        taken["never"] += 1

    parts = (Part("often", often, 9.0), Part("rarely", rarely, 1.0), Part("never", never, 0.0))
    whole = Scenario("weights", "", parts, (), ())
    async with soon():
        tally = await run_phase(whole, brisk(2000, 0.5), lines)
    assert tally.finished == taken.total() == 1000
    assert taken["never"] == 0
    assert 60 < taken["rarely"] < 140


@pytest.mark.parametrize("parts", [(), (Part("p", lambda _: asyncio.sleep(0), 0.0),)])
async def test_a_scenario_without_journeys_is_refused(
    lines: Lines, parts: tuple[Part, ...]
) -> None:
    with pytest.raises(LoadError, match="journey"):
        await run_phase(Scenario("none", "", parts, (), ()), brisk(), lines)


async def test_a_chooser_says_who_does_what(lines: Lines) -> None:
    seen: list[tuple[int, int]] = []

    async def journey(user: User) -> None:
        seen.append((user.number, user.journey))

    whole = scenario("", journey)
    async with soon():
        await run_phase(
            whole, brisk(100, 0.06), lines, chooser=lambda n: (whole.parts[0], 7 if n % 2 else n)
        )
    assert sorted(seen) == [(0, 0), (2, 0), (4, 0), (7, 0), (7, 1), (7, 2)]


async def test_visitors_who_take_turns_keep_their_cookies(lines: Lines) -> None:
    app = Capacity(workers=50, ms=1)
    async with inside(app) as server, soon():
        await run_phase(scenario(server.base), brisk(40, 0.5, users=4), lines)
        assert len(app.seen.users) == 4
        await run_phase(scenario(server.base), brisk(40, 0.5), lines)
    assert len(app.seen.users) == 24


async def test_a_closed_loop_waits_for_its_answers(lines: Lines) -> None:
    seen: Counter[int] = Counter()

    async def journey(user: User) -> None:
        await user.get("/", name="home")
        seen[user.number] += 1
        assert user.journey == seen[user.number] - 1

    async with inside(Fixed(ms=50)) as server, soon():
        phase = brisk(0, 1.0, Law.CLOSED, users=5)
        tally = await run_phase(scenario(server.base, journey), phase, lines)
    assert sorted(seen) == [0, 1, 2, 3, 4]
    assert 20 <= tally.requests <= 100
    assert tally.finished == tally.arrivals == tally.requests
    assert tally.failed == 0


async def test_a_closed_loop_keeps_the_pace_of_its_people(lines: Lines) -> None:
    async def journey(user: User) -> None:
        await user.get("/", name="home")

    parts = (Part("slow", journey, pause=(0.2, 0.3)),)
    async with inside(Fixed(ms=1)) as server, soon():
        whole = Scenario(
            "pace", server.base, parts, (), (), new_user=lambda n: User(n, server.base)
        )
        tally = await run_phase(whole, brisk(0, 1.0, Law.CLOSED, users=2), lines)
    assert 4 <= tally.requests <= 12


async def test_a_closed_loop_does_not_storm_a_target_that_turns_it_away(lines: Lines) -> None:
    async with inside(Errors(ms=0, every=1)) as server, soon():
        phase = brisk(0, 0.5, Law.CLOSED, users=1)
        tally = await run_phase(scenario(server.base), phase, lines)
    assert tally.requests <= 51


async def test_a_visitor_who_cannot_be_made_ends_the_run(lines: Lines) -> None:
    def new_user(_number: int) -> User:
        raise KeyError("email")  # noqa: EM101 - as a feed does

    whole = replace(scenario(""), new_user=new_user)
    async with soon():
        with pytest.raises(LoadError, match="visitor 0 could not be made: KeyError: 'email'"):
            await run_phase(whole, brisk(), lines)


async def test_a_chooser_that_raises_ends_the_run_with_its_error(lines: Lines) -> None:
    async with soon():
        with pytest.raises(ZeroDivisionError):
            await run_phase(
                scenario(""), brisk(), lines, chooser=lambda n: (scenario("").parts[0], 1 // n)
            )


async def test_seconds_long_past_take_little_memory(
    lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_PAST_S", 1)
    async with inside(Fixed(ms=0)) as server, soon():
        tally = await run_phase(scenario(server.base), brisk(200, 2.5), lines)
    assert len(tally.windows[0].response.counts) <= 20
    assert {second: one.started for second, one in tally.windows.items()} == {
        0: 200,
        1: 200,
        2: 100,
    }
    assert [tally.windows[second].response.count for second in range(3)] == [200, 200, 100]
    assert tally.routes["home"].response.count == 500
