"""What counts as quiet, and what is read from the seconds of a phase."""

from __future__ import annotations

import pytest

from launchready.derive.load.noise import too_noisy
from launchready.facts.load import Fault
from launchready.load.experiments.capacity import agreed
from launchready.load.experiments.knee import limit_us
from launchready.load.experiments.served import served
from launchready.load.experiments.windows import in_a_row, response_us
from launchready.load.journey import Target
from launchready.load.phase import Phase
from launchready.load.tally import Tally, WindowTally

HOME = Target("home", url="/")


@pytest.mark.parametrize(
    ("p95_ms", "calm"),
    [
        ((20, 21, 20), True),
        ((15, 107, 15), True),  # one window hit by noise is outvoted
        ((15, 107, 330), False),
        ((15, 107, 16, 330, 15), True),
        ((15, 107, 16, 330, 45), False),
        ((1, 2, 4), True),  # too small to tell apart
        ((100, 140, 69), True),
    ],
)
def test_windows_have_to_agree(p95_ms: tuple[int, ...], *, calm: bool) -> None:
    assert (too_noisy([one * 1000 for one in p95_ms]) == "") is calm


def test_what_nobody_feels_is_not_too_much() -> None:
    assert limit_us(1_000, 2.0) == 6_000
    assert limit_us(20_000, 2.0) == 40_000


def phase_of(asked: int, capacity: int, seconds: int = 5) -> Tally:
    """A phase of a target with one queue, as it comes out of the books."""
    tally = Tally(Phase("capacity", seconds, asked), seconds=seconds)
    served_by_then = 0
    for second in range(seconds * 3):
        window = tally.windows.setdefault(second, WindowTally())
        window.started = asked if second < seconds else 0
        due = min(second + 1, seconds) * asked
        window.ended = min(capacity, due - served_by_then)
        served_by_then += window.ended
        for part in range(window.started):
            at = second + part / asked
            waits = max(0.01, (asked * at + 1) / capacity - at)
            window.response.record(round(waits * 1e6))
            tally.route(HOME).response.record(round(waits * 1e6))
    return tally


@pytest.mark.parametrize(
    ("asked", "capacity", "saturated"),
    [(640, 400, True), (450, 400, True), (400, 400, False), (300, 400, False), (50, 7, True)],
)
def test_more_than_can_be_served_is_seen(asked: int, capacity: int, *, saturated: bool) -> None:
    result = served(phase_of(asked, capacity))
    assert result is not None
    assert result.saturated is saturated
    assert result.per_s == pytest.approx(min(asked, capacity), rel=0.02)


def test_slow_answers_alone_are_not_saturation() -> None:
    tally = Tally(Phase("capacity", 6, 100), seconds=6)
    for second in range(8):
        window = tally.windows.setdefault(second, WindowTally())
        window.started = 100 if second < 6 else 0
        window.ended = 100 if second >= 2 else 0
        for _ in range(window.started):
            window.response.record(2_000_000)
    result = served(tally)
    assert result is not None
    assert not result.saturated


def test_a_short_phase_says_nothing_about_capacity() -> None:
    assert served(phase_of(400, 400, seconds=2)) is None


@pytest.mark.parametrize(
    ("reached", "median"),
    [([400.0], 0.0), ([400.0, 390.0], 395.0), ([300.0, 400.0], 0.0), ([300.0, 400.0, 410.0], 405)],
)
def test_two_windows_have_to_say_the_same(reached: list[float], median: float) -> None:
    assert agreed(reached) == median


def test_phases_in_a_row_are_one_phase_whose_seconds_go_on() -> None:
    parts = []
    for ms in (10, 20):
        tally = Tally(Phase("quiet", 2.0, 5), arrivals=10, finished=9, seconds=2.0)
        route = tally.route(HOME)
        route.requests = 10
        route.faults[Fault.SERVER] = 1
        for second in (0, 1):
            route.windows[second] = WindowTally(started=5, ended=5)
            tally.windows[second] = WindowTally(started=5, ended=5)
        for _ in range(9):
            route.response.record(ms * 1000)
        parts.append(tally)
    whole = in_a_row(parts)
    assert sorted(whole.windows) == sorted(whole.routes["home"].windows) == [0, 1, 2, 3]
    assert (whole.arrivals, whole.finished, whole.requests, whole.failed) == (20, 18, 20, 2)
    assert whole.seconds == 4.0
    assert response_us(whole, 50) == pytest.approx(10_000, rel=0.01)
    assert response_us(whole) == pytest.approx(20_000, rel=0.01)
    assert sorted(parts[0].windows) == [0, 1]
