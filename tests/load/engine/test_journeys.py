"""What a journey may await, and what becomes of one that misbehaves."""

from __future__ import annotations

import asyncio
from time import perf_counter
from typing import Any

import pytest
from tests.load.servers import Errors, Fixed, Shop, inside

from launchready.facts.load import Fault
from launchready.load.engine.lines import Lines
from launchready.load.engine.run import run_once, run_phase
from launchready.load.journey import Answer, Part, Pause, Scenario, User
from launchready.load.phase import Phase
from launchready.load.tally import Tally
from launchready.load.trouble import LoadError

from .conftest import brisk, once, scenario, soon


async def test_an_answer_comes_back_to_the_journey(lines: Lines) -> None:
    seen: list[Answer] = []

    async def journey(user: User) -> None:
        seen.append(await user.get("/things?x=1", name="things"))

    async with inside(Fixed(ms=5)) as server:
        failed, tally = await once(journey, server.base, lines)
    assert failed == ""
    assert (seen[0].status, seen[0].ok, seen[0].json()["id"]) == (200, True, 7)
    assert seen[0].header("content-length") == str(len(seen[0].body))
    assert seen[0].response_s >= 0.005
    assert (tally.begun, tally.finished, tally.requests, tally.failed) == (1, 1, 1, 0)
    assert tally.routes["things"].statuses == {200: 1}


async def test_cookies_belong_to_a_user(lines: Lines) -> None:
    async def journey(user: User) -> None:
        answer = await user.post("/login", {"user": "ann", "password": "x"})
        assert answer.ok
        assert len(user.jar)
        assert (await user.get("/cart")).ok

    async with inside(Shop(ms=1)) as server:
        failed, tally = await once(journey, server.base, lines)
    assert failed == ""
    assert tally.failed == 0


async def test_a_journey_may_await_what_asyncio_offers(lines: Lines) -> None:
    async def journey(user: User) -> None:
        await asyncio.sleep(0)
        await asyncio.sleep(0.01)
        future: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_later(0.01, future.set_result, 3)
        assert await future == 3
        await user.get("/")

    async with inside(Fixed(ms=1)) as server:
        failed, tally = await once(journey, server.base, lines)
    assert (failed, tally.finished, tally.requests) == ("", 1, 1)


async def test_think_time_is_not_response_time(lines: Lines) -> None:
    async def journey(user: User) -> None:
        await user.get("/")
        await user.think(0.2)
        await user.get("/")
        await Pause(-1.0)
        await Pause(float("nan"))

    async with inside(Fixed(ms=1)) as server:
        began = perf_counter()
        failed, tally = await once(journey, server.base, lines)
    assert perf_counter() - began >= 0.2
    assert failed == ""
    assert tally.routes["/"].response.high < 190_000


async def test_a_journey_that_raises_blames_the_answer_it_raised_at(lines: Lines) -> None:
    async def journey(user: User) -> None:
        answer = await user.get("/")
        assert answer.json()["id"] == 8, "another thing"

    async with inside(Fixed(ms=1)) as server:
        failed, tally = await once(journey, server.base, lines)
    assert failed.startswith("AssertionError: another thing")
    assert tally.routes["/"].faults == {Fault.ASSERTION: 1}
    assert (tally.requests, tally.finished, tally.routes["/"].response.count) == (1, 0, 0)


async def test_a_failed_answer_is_counted_once_though_the_journey_raises(lines: Lines) -> None:
    async def journey(user: User) -> None:
        (await user.get("/")).json()["missing"]

    async with inside(Errors(every=1, status=500)) as server:
        _, tally = await once(journey, server.base, lines)
    assert tally.routes["/"].faults == {Fault.SERVER: 1}
    assert tally.requests == 1


async def test_a_mistake_of_the_scenario_is_no_fault_of_a_good_answer(lines: Lines) -> None:
    async def journey(user: User) -> None:
        (await user.get("/")).json()["s3cr3t"]

    async with inside(Fixed(ms=1)) as server:
        failed, tally = await once(journey, server.base, lines)
        phase = Phase("load", 3.0, 20.0, drain_s=1.0)
        part = Part("a", journey)
        made = Scenario("s", server.base, (part,), (), (), new_user=lambda n: User(n, server.base))
        many = await run_phase(made, phase, lines)
    assert failed.startswith("KeyError at test_journeys.py line ")
    assert (tally.failed, tally.requests, tally.finished) == (0, 1, 0)
    assert tally.void == tally.stopped == f"the scenario itself failed: {failed}"
    assert many.void == many.stopped == tally.void
    assert many.failed == 0
    assert many.seconds < 2


async def test_a_journey_that_raises_before_its_first_step_blames_nobody(lines: Lines) -> None:
    async def at_once(_user: User) -> None:
        raise KeyError

    async def after_a_pause(user: User) -> None:
        await user.think(0.001)
        raise KeyError

    def no_coroutine(_user: User) -> None:
        raise TypeError

    async with inside(Fixed(ms=1)) as server:
        for journey in (at_once, after_a_pause, no_coroutine):
            failed, tally = await once(journey, server.base, lines)
            assert failed
            assert tally.failed == tally.requests == 0
            assert tally.void == f"the scenario itself failed: {failed}"


@pytest.mark.parametrize("wanted", ["text", 5, object()], ids=["str", "int", "object"])
async def test_a_journey_that_awaits_nonsense_blames_nobody_else(
    lines: Lines, wanted: object
) -> None:
    class Odd:
        def __await__(self) -> Any:
            yield wanted

    async def journey(_user: User) -> None:
        await Odd()

    async with inside(Fixed(ms=1)) as server:
        failed, tally = await once(journey, server.base, lines)
    assert "cannot await" in failed
    assert (tally.failed, "cannot await" in tally.void) == (0, True)


async def test_a_journey_that_never_ends_is_cut(lines: Lines) -> None:
    closed: list[bool] = []

    async def journey(user: User) -> None:
        try:
            while True:
                await user.think(0.05)
        finally:
            closed.append(True)

    async with inside(Fixed(ms=1)) as server, soon():
        failed = await run_once(journey, User(0, server.base), lines, seconds=0.3)
    assert failed == "not finished within 0.3 s"
    assert closed


async def test_a_journey_that_clings_to_life_is_cut(lines: Lines) -> None:
    async def journey(user: User) -> None:
        while True:
            try:
                await user.think(0.05)
            except GeneratorExit:
                await user.think(9)

    async with inside(Fixed(ms=1)) as server, soon():
        assert await run_once(journey, User(0, server.base), lines, seconds=0.2)


async def test_a_request_under_way_when_time_is_up_counts_as_too_slow(lines: Lines) -> None:
    async def journey(user: User) -> None:
        await user.get("/")

    tally = Tally(Phase("once", 1))
    async with inside(Fixed(ms=500)) as server, soon():
        assert await run_once(journey, User(0, server.base), lines, tally, seconds=0.2)
    assert tally.routes["/"].faults == {Fault.TIMEOUT: 1}


async def test_another_host_ends_the_run(lines: Lines) -> None:
    async def journey(user: User) -> None:
        await user.get("http://elsewhere.example/")

    async with inside(Fixed(ms=1)) as server, soon():
        with pytest.raises(LoadError, match=r"elsewhere\.example, which is not one of its hosts"):
            await run_once(journey, User(0, server.base), lines)
        with pytest.raises(LoadError, match="not one of its hosts"):
            await run_phase(scenario(server.base, journey), brisk(), lines)


async def test_a_journey_may_end_the_run_itself(lines: Lines) -> None:
    async def journey(_user: User) -> None:
        why = "the feed is empty"
        raise LoadError(why)

    async with inside(Fixed(ms=1)) as server, soon():
        with pytest.raises(LoadError, match="the feed is empty"):
            await run_phase(scenario(server.base, journey), brisk(seconds=60), lines)
