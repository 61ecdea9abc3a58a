"""How a phase begins, is watched, is bounded, and ends."""

from __future__ import annotations

import asyncio
import errno
import gc
import resource
import time
from collections import Counter
from time import perf_counter

import pytest
from tests.load.servers import Cached, Errors, Fixed, Hostile, inside

from launchready.load.engine.errand import Errand
from launchready.load.engine.files import room_for
from launchready.load.engine.flight import Flight
from launchready.load.engine.heard import Heard
from launchready.load.engine.lines import Lines, open_lines
from launchready.load.engine.run import run_phase
from launchready.load.engine.stop import Stop
from launchready.load.journey import Step, Target, User
from launchready.load.tally import Tally
from launchready.load.trouble import LoadError
from launchready.net.network import Settings

from .conftest import QUICK, brisk, loopback_lines, scenario, soon


async def test_every_arrival_is_made_and_counted(lines: Lines) -> None:
    app = Fixed(ms=1)
    async with inside(app) as server, soon():
        tally = await run_phase(scenario(server.base), brisk(100, 0.5), lines)
    assert (tally.arrivals, tally.begun, tally.finished, tally.requests) == (50, 50, 50, 50)
    assert app.seen.requests == 50
    assert tally.lateness.count == 50
    assert sum(window.started for window in tally.windows.values()) == 50
    route = tally.routes["home"]
    assert sum(window.response.count for window in route.windows.values()) == 50
    assert route.response.low >= route.service.low
    assert 0 < tally.cpu_s < 5


async def test_windows_go_by_the_second_a_request_was_due(lines: Lines) -> None:
    async with inside(Fixed(ms=700)) as server, soon():
        tally = await run_phase(scenario(server.base), brisk(10, 1.5), lines)
    assert {second: window.started for second, window in tally.windows.items()} == {0: 10, 1: 5}


async def test_connections_are_kept_and_shared(lines: Lines) -> None:
    app = Fixed(ms=1)
    async with inside(app) as server, soon():
        tally = await run_phase(scenario(server.base), brisk(50), lines)
        first = app.seen.connections
        again = await run_phase(scenario(server.base), brisk(50), lines)
    assert first < 20
    assert tally.handshake.count == first
    assert again.handshake.count == app.seen.connections - first


async def test_no_more_connections_than_agreed() -> None:
    app = Fixed(ms=20)
    lines = loopback_lines(most=3)
    async with inside(app) as server, soon():
        tally = await run_phase(scenario(server.base), brisk(200, 0.5), lines)
        await lines.close()
    assert app.seen.connections == 3
    assert (tally.requests, tally.failed) == (100, 0)
    # Three lanes of 20 ms are 150 a second: the wait for one is what a visitor waits.
    assert tally.routes["home"].response.high > tally.routes["home"].service.high + 50_000


async def test_each_journey_may_have_a_connection_of_its_own(lines: Lines) -> None:
    app = Fixed(ms=1)

    async def journey(user: User) -> None:
        await user.get("/", name="a")
        await user.get("/", name="a")

    async with inside(app) as server, soon():
        tally = await run_phase(scenario(server.base, journey), brisk(50, per_user=True), lines)
        assert app.seen.connections == tally.begun == tally.handshake.count == 20
        assert tally.requests == 40
        await asyncio.sleep(0.1)
    assert not any(desk._every for desk in lines._desks.values())


async def test_too_many_under_way_are_dropped_and_counted(lines: Lines) -> None:
    async with inside(Fixed(ms=200)) as server, soon():
        tally = await run_phase(scenario(server.base), brisk(100, 0.5, most_in_flight=2), lines)
    assert tally.arrivals == 50
    assert tally.dropped + tally.begun == 50
    assert 4 <= tally.begun <= 8
    assert tally.failed == 0


@pytest.mark.parametrize("how", ["hangs", "dribbles"])
async def test_stop_ends_it_within_a_second_with_what_was_measured(lines: Lines, how: str) -> None:
    stop = Stop()
    asked: list[float] = []

    def watch(tally: Tally) -> None:
        if tally.begun > 20 and not asked:
            asked.append(perf_counter())
            stop.request("you pressed Ctrl-C")

    async with inside(Hostile(how)) as server, soon():
        phase = brisk(100, 60)
        tally = await run_phase(scenario(server.base), phase, lines, watch=watch, stop=stop)
    assert perf_counter() - asked[0] < 1.0
    assert tally.stopped == stop.why == "you pressed Ctrl-C"
    assert (tally.in_flight, tally.begun > 20) == (0, True)


async def test_a_run_that_is_to_end_does_not_begin(lines: Lines) -> None:
    stop = Stop()
    stop.request("enough")
    stop.request("not heard")
    app = Fixed(ms=1)
    async with inside(app) as server, soon():
        tally = await run_phase(scenario(server.base), brisk(), lines, stop=stop)
    assert (tally.stopped, app.seen.requests) == ("enough", 0)


async def test_too_many_failures_stop_it(lines: Lines) -> None:
    phase = brisk(200, 60, stop_share=0.5, stop_after=20)
    async with inside(Errors(ms=1, every=1)) as server, soon():
        tally = await run_phase(scenario(server.base), phase, lines)
    assert tally.stopped == "20 of 20 requests failed"
    assert tally.begun < 40


async def test_few_failures_do_not(lines: Lines) -> None:
    phase = brisk(100, 0.5, stop_share=0.5, stop_after=10)
    async with inside(Errors(ms=1, every=3)) as server, soon():
        tally = await run_phase(scenario(server.base), phase, lines)
    assert (tally.stopped, tally.requests) == ("", 50)


async def test_a_cancelled_run_leaves_nothing_running(lines: Lines) -> None:
    async with inside(Hostile("hangs")) as server, soon():
        task = asyncio.create_task(run_phase(scenario(server.base), brisk(100, 60), lines))
        await asyncio.sleep(0.2)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert gc.get_freeze_count() == 0


async def test_whoever_watches_sees_it_grow(lines: Lines) -> None:
    seen: list[tuple[int, int, float]] = []

    def watch(tally: Tally) -> None:
        seen.append((tally.requests, tally.in_flight, tally.seconds))

    async with inside(Fixed(ms=50)) as server, soon():
        tally = await run_phase(scenario(server.base), brisk(100, 1.0), lines, watch=watch)
    assert len(seen) >= 3
    assert seen == sorted(seen, key=lambda each: (each[0], each[2]))
    assert max(flying for _, flying, _ in seen) >= 1
    assert seen[-1][:2] == (tally.requests, 0)


async def test_garbage_is_collected_as_before_afterwards(lines: Lines) -> None:
    before = gc.get_threshold()
    async with inside(Fixed(ms=1)) as server, soon():
        together = [run_phase(scenario(server.base), brisk(50), lines) for _ in range(2)]
        assert [tally.requests for tally in await asyncio.gather(*together)] == [20, 20]
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)


async def test_repeated_reads_say_whether_a_cache_had_them(lines: Lines) -> None:
    async def journey(user: User) -> None:
        await user.get("/", name="page")

    async with inside(Cached(miss_every=10, ms=1)) as server, soon():
        tally = await run_phase(scenario(server.base, journey), brisk(100, 0.51), lines)
    cache = tally.routes["page"].cache
    assert (cache.repeats, cache.hits + cache.misses, cache.said_by) == (50, 50, "x-cache")
    assert cache.misses == 5


async def test_names_without_end_do_not_fill_the_memory(lines: Lines) -> None:
    async def journey(user: User) -> None:
        await user.request(Target(f"item {user.number}", url="/"))

    async with inside(Fixed(ms=0)) as server, soon():
        tally = await run_phase(scenario(server.base, journey), brisk(1500, 0.5), lines)
    assert len(tally.routes) <= 501
    assert tally.requests == 750


async def test_the_first_request_is_timed_from_its_due_moment(lines: Lines) -> None:
    """A generator that stalls must not hide what visitors waited."""

    async def journey(user: User) -> None:
        if user.number == 5:
            time.sleep(0.3)  # noqa: ASYNC251 - the stall
        await user.get("/", name="home")

    async with inside(Fixed(ms=1)) as server, soon():
        began = perf_counter()
        tally = await run_phase(scenario(server.base, journey), brisk(50, 0.5), lines)
        assert perf_counter() - began < 3
    route = tally.routes["home"]
    assert tally.lateness.high > 200_000
    assert route.response.high > 290_000


async def test_a_journey_that_is_over_leaves_no_circle_in_memory(lines: Lines) -> None:
    """The collector hardly runs during a phase: what only it frees would pile up."""

    async def journey(user: User) -> None:
        await user.get("/", name="home")
        await user.think(0.001)
        await asyncio.sleep(0)
        if user.number % 2:
            raise KeyError

    gc.collect()
    gc.disable()
    try:
        async with inside(Fixed(ms=1)) as server, soon():
            await run_phase(scenario(server.base, journey), brisk(100, per_user=True), lines)
        left = Counter(type(each) for each in gc.get_objects())
    finally:
        gc.enable()
    assert [left[kind] for kind in (Flight, Errand, User, Step, Heard)] == [0] * 5


async def test_a_machine_without_room_for_connections_is_not_the_targets_fault(
    lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr("launchready.load.engine.lines.open_connection", full)
    async with soon():
        with pytest.raises(LoadError, match=r"no more connections \(too many open files\)"):
            await run_phase(scenario("http://127.0.0.1:9"), brisk(), lines)


async def test_an_address_that_nobody_named_is_not_sent_to() -> None:
    lines = open_lines(
        Settings(), limits=QUICK, tag="lr-test", most=5, allowed=frozenset({"127.0.0.1"})
    )
    async with inside(Fixed(ms=1)) as server, soon():
        with pytest.raises(LoadError, match="not a public address"):
            await run_phase(scenario(server.base), brisk(), lines)
        await lines.close()


def test_room_for_connections_is_asked_for_and_known() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, before[1]))
        assert room_for(100) == 100
        assert room_for(200) == 200
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == 300
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
