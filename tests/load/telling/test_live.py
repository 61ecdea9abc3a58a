from __future__ import annotations

from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.load.histogram import Histogram, percentile_us
from launchready.facts.load import Fault
from launchready.load.engine.gate import void_of
from launchready.load.experiments.ground import Now
from launchready.load.journey import Target
from launchready.load.phase import Law, Phase
from launchready.load.tally import Tally
from launchready.load.telling.live import View, one_line, percentiles, screen

PHASE = Phase("load", 60.0, 20.0)


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def a_tally(phase: Phase = PHASE, *, routes: int = 2, late_us: int = 700) -> Tally:
    tally = Tally(phase, begun=200, arrivals=200, in_flight=7)
    for n in range(routes):
        route = tally.route(Target(f"route {n}"))
        route.requests = 100
        route.faults[Fault.TIMEOUT] = 3 if n == 0 else 0
        for us in range(10_000, 20_000, 100):
            route.response.record(us * (n + 1))
    for _ in range(200):
        tally.lateness.record(late_us)
    return tally


def a_view(out: StringIO, clock: Clock, *, live: bool, width: int = 100) -> View:
    return View(out, "https://shop.example/", lambda: width, live, clock)


def test_the_screen_shows_pace_routes_errors_and_honesty() -> None:
    text = "\n".join(screen("https://shop.example/", Now("20 users", PHASE, a_tally()), 10.0))
    assert "Load on https://shop.example/: 20 users" in text
    assert "10 of 60 s   asked 20/s, reached 20/s" in text
    assert "in flight 7" in text
    assert "200 requests, 3 failed (1.5 %: timed out 3)" in text
    assert "honest (late p99 0.70 ms)" in text
    assert "route 1" in text
    assert "39 ms" in text


def test_a_late_generator_says_so_while_it_runs() -> None:
    tally = a_tally(late_us=30_000)
    tally.dropped = 4
    text = "\n".join(screen("x", Now("load", PHASE, tally), 10.0))
    assert "LATE (late p99 30 ms, 4 dropped)" in text


@pytest.mark.parametrize("late_us", [700, 4_900, 5_500, 30_000, 99_000, 110_000])
@pytest.mark.parametrize("slow_us", [20_000, 300_000, 1_000_000])
@pytest.mark.parametrize("dropped", [0, 2, 4])
def test_it_is_late_exactly_where_the_report_would_say_so(
    late_us: int, slow_us: int, dropped: int
) -> None:
    tally = a_tally(late_us=late_us)
    tally.dropped = dropped
    for _ in range(100):
        tally.route(Target("slow")).response.record(slow_us)
    shown = one_line(Now("load", PHASE, tally), 10.0)
    assert ("LATE (" in shown) is bool(void_of(tally))
    assert ("honest (" in shown) is not bool(void_of(tally))


def test_a_closed_loop_has_no_timetable_to_keep() -> None:
    phase = Phase("load", 60.0, law=Law.CLOSED, users=5)
    text = "\n".join(screen("x", Now("5 users", phase, a_tally(phase)), 10.0))
    assert "closed loop" in text
    assert "asked" not in text


def test_many_routes_do_not_fill_the_screen() -> None:
    lines = list(screen("x", Now("load", PHASE, a_tally(routes=40)), 10.0))
    assert lines[-1] == "  and 32 more routes"
    assert len(lines) < 15


def test_what_a_route_is_called_cannot_move_the_cursor() -> None:
    tally = a_tally()
    tally.route(Target("evil\x1b[2J")).requests = 1
    assert "\x1b" not in "\n".join(screen("x", Now("load", PHASE, tally), 10.0))


def test_where_nobody_watches_a_line_comes_now_and_then() -> None:
    out, clock = StringIO(), Clock()
    view = a_view(out, clock, live=False)
    now = Now("20 users: 20/s", PHASE, a_tally())
    for _ in range(44):
        view.tell(now)
        clock.now += 0.25
    view.close()
    lines = out.getvalue().splitlines()
    assert lines[0] == "20 users: 20/s"
    assert [line.split(",")[0] for line in lines[1:]] == ["5 of 60 s", "10 of 60 s"]
    assert "slowest p95 39 ms (route 1)" in lines[1]
    assert "\x1b" not in out.getvalue()


def test_another_attempt_of_a_phase_begins_at_its_own_first_second() -> None:
    out, clock = StringIO(), Clock()
    view = a_view(out, clock, live=False)
    tries = [Tally(PHASE, begun=100), Tally(PHASE, begun=60)]
    view.tell(Now("trying 20/s", PHASE, Tally(PHASE)))
    for tally in tries:
        view.tell(Now("trying 20/s", PHASE, Tally(PHASE)))
        clock.now += 5
        view.tell(Now("trying 20/s", PHASE, tally))
    lines = out.getvalue().splitlines()
    assert [one.split(", in flight")[0] for one in lines[1:]] == [
        "5 of 60 s, asked 20/s, reached 20/s",
        "5 of 60 s, asked 20/s, reached 12/s",
    ]


def test_a_terminal_is_redrawn_four_times_a_second_and_left_clean() -> None:
    out, clock = StringIO(), Clock()
    view = a_view(out, clock, live=True)
    for _ in range(20):
        view.tell(Now("20 users", PHASE, a_tally()))
        clock.now += 0.05
    assert out.getvalue().count("Load on") == 4
    view.close()
    assert out.getvalue().endswith("A\x1b[J")


def test_lines_are_never_wider_than_the_terminal() -> None:
    out = StringIO()
    a_view(out, Clock(), live=True, width=40).tell(Now("20 users " * 9, PHASE, a_tally()))
    drawn = out.getvalue().replace("\x1b[2K", "").replace("\x1b[J", "")
    assert max(len(line) for line in drawn.splitlines()) <= 39


def test_nothing_counted_yet_is_no_error() -> None:
    empty = Tally(PHASE)
    assert "nothing begun yet" in one_line(Now("load", PHASE, empty), 0.0)
    assert one_line(Now("waiting"), 0.0) == "waiting"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 10_000_000), min_size=1, max_size=300))
def test_percentiles_in_one_pass_are_those_of_the_report(times: list[int]) -> None:
    histogram = Histogram()
    for us in times:
        histogram.record(us)
    spread = histogram.spread()
    for percent, found in zip((50.0, 95.0), percentiles(histogram, 50.0, 95.0), strict=True):
        exact = percentile_us(spread, percent)
        assert exact is not None
        assert found is not None
        assert abs(found - exact) <= max(1, exact * 0.004)
