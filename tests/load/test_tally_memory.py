"""What a tally holds of seconds long past: next to nothing, and all that anybody asks of them."""

from __future__ import annotations

import tracemalloc
from collections import Counter

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.load.histogram import merged, percentile_us
from launchready.load import tally as tallies
from launchready.load.journey import Target
from launchready.load.phase import Phase
from launchready.load.seconds import LATE_S, SETTLED_S, Windows
from launchready.load.tally import Tally, WindowTally
from launchready.load.trouble import LoadError
from launchready.load.workers.codec import read_tally, take_newer, tally_json
from launchready.load.workers.letters import Progress, Seal
from launchready.load.workers.peer import Peer

PAST = 3
SECONDS = st.integers(0, 12)
TIMES = st.lists(st.integers(0, 10**9), max_size=80)
COUNTED = st.lists(st.tuples(SECONDS, st.booleans(), TIMES), max_size=25)

Counted = list[tuple[int, bool, list[int]]]
Plain = dict[int, WindowTally]


def count_into(windows: Windows | Plain, second: int, failed: bool, times: list[int]) -> None:
    window = windows.setdefault(second, WindowTally())
    window.started += len(times) + failed
    window.failed += failed
    window.ended += len(times)
    for us in times:
        window.response.record(us)


def windows_of(counted: Counted) -> Windows:
    windows = Windows()
    for one in sorted(counted, key=lambda one: one[0]):
        count_into(windows, *one)
        windows.thin(one[0] - PAST)
    return windows


def plain_of(counted: Counted, before: int = -1) -> Plain:
    """The same without any bytes: seconds before one are thinned."""
    windows: Plain = {}
    for one in counted:
        count_into(windows, *one)
    for second, window in windows.items():
        if second < before:
            window.response = window.response.thinned()
    return windows


def shown(windows: Windows | Plain) -> list[object]:
    return [window.window(second) for second, window in sorted(windows.items())]


def tally_of(seconds: int, routes: int, per_s: int, *, done: int = -1, phase_s: int = 0) -> Tally:
    """A phase in which each route is asked so often each second, until second `done`."""
    tally = Tally(Phase("load", phase_s or seconds, routes * per_s))
    targets = [Target(f"route {number}") for number in range(routes)]
    for second in range(seconds):
        asked = targets if done < 0 or second < done else targets[:1]
        for number, target in enumerate(asked):
            times = [1000 + (second * 7919 + number * 31 + k * 1543) % 90_000 for k in range(per_s)]
            count_into(tally.windows, second, False, times)
            count_into(tally.route(target).windows, second, False, times)
        for _ in range(4):
            tally.thin(second - PAST)
    return tally


@settings(max_examples=200, deadline=None)
@given(COUNTED)
def test_each_second_shows_what_it_showed_before_it_was_packed(counted: Counted) -> None:
    windows = windows_of(counted)
    assert shown(windows) == shown(plain_of(counted))
    windows.thin(100)
    assert not windows.opened
    assert shown(windows) == shown(plain_of(counted))
    assert (len(windows), list(windows)) == (len(plain_of(counted)), sorted(plain_of(counted)))


@settings(max_examples=200, deadline=None)
@given(COUNTED, COUNTED)
def test_what_comes_late_counts_as_if_the_second_had_only_been_thinned(
    early: Counted, late: Counted
) -> None:
    windows, plain = windows_of(early), plain_of(early, 100)
    windows.thin(100)
    for one in late:
        count_into(windows, *one)
        count_into(plain, *one)
        windows.thin(101)
    assert shown(windows) == shown(plain)
    windows.thin(100 + LATE_S)
    assert not windows.opened
    assert shown(windows) == shown(plain)


@settings(max_examples=200, deadline=None)
@given(COUNTED, COUNTED, st.integers(1 - SETTLED_S, 1))
def test_what_is_settled_has_lost_nothing_and_opens_again(
    early: Counted, late: Counted, before: int
) -> None:
    windows = Windows()
    for one in early:
        count_into(windows, *one)
    windows.thin(before)
    assert all(second >= before + SETTLED_S for second in windows.opened)
    for one in late:
        count_into(windows, *one)
    assert shown(windows) == shown(plain_of(early + late))
    found = {second: window.response.spread() for second, window in windows.items()}
    exact = plain_of(early + late).items()
    assert found == {second: window.response.spread() for second, window in exact}


@settings(max_examples=200, deadline=None)
@given(COUNTED, COUNTED, SECONDS, SECONDS)
def test_machines_merge_as_if_their_seconds_had_only_been_thinned(
    ours: Counted, theirs: Counted, mine: int, yours: int
) -> None:
    windows, others = Windows(), Windows()
    for each, counted, before in ((windows, ours, mine), (others, theirs, yours)):
        for one in counted:
            count_into(each, *one)
        each.thin(before)
    plain = plain_of(ours, mine)
    for second, window in plain_of(theirs, yours).items():
        plain.setdefault(second, WindowTally()).add(window)
    windows.add(others)
    assert shown(windows) == shown(plain)
    assert len(windows) == len(plain)
    assert shown(others) == shown(plain_of(theirs, yours))


@settings(max_examples=100, deadline=None)
@given(COUNTED, SECONDS)
def test_packed_seconds_travel_to_other_machines(counted: Counted, before: int) -> None:
    tally = Tally(Phase("load", 12, 5))
    route = tally.route(Target("a page"))
    for one in counted:
        count_into(tally.windows, *one)
        count_into(route.windows, *one)
    tally.thin(before)
    again = read_tally(tally_json(tally))
    assert shown(again.windows) == shown(tally.windows) == shown(route.windows)
    assert again.routes["a page"].timings("load") == route.timings("load")
    assert again.run() == tally.run()


def test_seconds_that_no_tally_wrote_are_refused() -> None:
    text = tally_json(tally_of(20, 1, 3))
    assert b'"windows":[{' in text
    head, _, tail = text.rpartition(b'},"')
    _, _, tail = tail.partition(b'"')
    with pytest.raises(LoadError, match="no tally: these are no seconds"):
        read_tally(head + b'},"AAAA"' + tail[tail.index(b"]") :])


def test_numbers_that_no_second_can_have_end_the_worker_that_sent_them() -> None:
    peer = Peer("id", "far", Seal("key"))
    peer.begin(1)
    tally = tally_of(70, 1, 3)
    peer.take(Progress(1, msgspec.Raw(tally_json(tally))))
    tally.windows[69].started = -1
    count_into(tally.windows, 200, False, [5])
    with pytest.raises(LoadError, match="no tally"):
        peer.take(Progress(1, msgspec.Raw(tally_json(tally, since=60))))


def test_a_brief_report_completes_seconds_that_are_packed() -> None:
    tally = tally_of(20, 2, 3)
    known = read_tally(tally_json(tally))
    count_into(tally.windows, 19, True, [5])
    brief = read_tally(tally_json(tally, since=15))
    assert sorted(brief.windows) == [15, 16, 17, 18, 19]
    whole = take_newer(known, brief)
    assert shown(whole.windows) == shown(tally.windows)
    assert shown(whole.routes["route 1"].windows) == shown(tally.routes["route 1"].windows)


def test_windows_that_follow_others_keep_their_order() -> None:
    windows = tally_of(20, 1, 3).windows
    assert list(windows.later(7)) == list(range(7, 27))
    assert windows.later(7)[7].window(0) == windows[0].window(0)


def test_a_second_costs_a_hundred_bytes_however_many_requests_it_had() -> None:
    tracemalloc.start()
    try:
        early_tally = tally_of(60, 2, 200)
        early, _ = tracemalloc.get_traced_memory()
        late_tally = tally_of(260, 2, 200)
        both, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    more = sum(map(len, _all(late_tally))) - sum(map(len, _all(early_tally)))
    assert more == 200 * 3
    assert (both - early) - early < more * 110


def _all(tally: Tally) -> list[Windows]:
    return [tally.windows, *(route.windows for route in tally.routes.values())]


def test_a_route_that_nobody_asks_any_more_costs_nothing() -> None:
    tally = tally_of(40, 5, 4, done=10)
    for name in ("route 1", "route 4"):
        windows = tally.routes[name].windows
        assert (len(windows), len(windows.opened), windows.till) == (10, 0, 36)
    assert len(tally.routes["route 0"].windows) == 40


def test_long_runs_with_many_routes_keep_so_many_rows_and_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tallies, "MOST_ROWS", 128)
    seconds, routes = 64 + LATE_S + 20, 8
    tally = tally_of(seconds, routes, 6)
    plain = tally_of(seconds, routes, 6, phase_s=1)
    rows = 0
    for name, route in tally.routes.items():
        long = plain.routes[name].windows
        for second, window in route.windows.items():
            if second in route.windows.opened:
                continue
            rows += 1
            assert second % 16 == 0
            parts = [long[one] for one in range(second, second + 16)]
            assert window.started == window.ended == sum(one.started for one in parts) == 96
            spread = merged(one.response.spread() for one in parts)
            assert window.window(0).p50_us == percentile_us(spread, 50)
            assert window.window(0).p95_us == percentile_us(spread, 95)
    assert routes * 4 <= rows <= 128
    assert len(tally.windows) == seconds
    assert shown(tally.windows) == shown(plain.windows)


def test_routes_take_turns_in_packing_what_became_one() -> None:
    packed = []
    for turn in range(8):
        windows, counted = Windows(), 0
        for second in range(20 + LATE_S):
            count_into(windows, second, False, [second])
            windows.thin(second - PAST, 8, turn)
            counted += not windows.text()
        packed.append(counted)
    assert packed == [packed[0] + turn for turn in range(8)]


@pytest.mark.parametrize("calls", [1, 2, 4])
def test_every_route_has_its_turn_however_seldom_it_is_called(calls: int) -> None:
    tally = Tally(Phase("load", 60, 90))
    targets = [Target(f"route {number}") for number in range(30)]
    for second in range(60):
        for target in targets:
            count_into(tally.route(target).windows, second, False, [second])
        count_into(tally.windows, second, False, [second])
        for _ in range(calls):
            tally.thin(second - PAST)
    most = PAST + 1 + 4 // calls + 1
    sizes = Counter(len(route.windows.opened) for route in tally.routes.values())
    assert max(sizes) <= most
    assert len(tally.windows.opened) <= most
