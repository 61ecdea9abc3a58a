"""The geometry of charts."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.report.html.plot import NARROW, WIDE, number, plot
from launchready.report.view import Chart, Series

TIMES = Chart(
    "Response times over time",
    "seconds",
    "response time, ms",
    (
        Series("p95", tuple((float(x), 80.0 + x * x) for x in range(30))),
        Series("p50", tuple((float(x), 40.0) for x in range(30)), dashed=True),
    ),
    ((500.0, "target: 500 ms"),),
    ((0.0, "quiet"), (12.0, "load")),
    note="The slowest second was the 30th.",
)
POINTS = st.lists(
    st.tuples(
        st.floats(0, 1e6, allow_nan=False, allow_subnormal=False),
        st.floats(0, 1e7, allow_nan=False, allow_subnormal=False),
    ),
    max_size=400,
)


@settings(max_examples=80, deadline=None)
@given(st.lists(POINTS, max_size=8), st.floats(0, 1e6), st.floats(0, 1e6))
def test_nothing_is_drawn_outside_its_frame(
    lines: list[list[tuple[float, float]]], limit: float, mark: float
) -> None:
    series = tuple(Series(f"s{n}", tuple(sorted(points))) for n, points in enumerate(lines))
    chart = Chart("t", "x", "y", series, ((limit, "limit"),), ((mark, "mark"), (mark + 1, "next")))
    for frame in (WIDE, NARROW):
        drawn = plot(chart, frame)
        assert len(drawn.lines) <= 6
        for line in drawn.lines:
            assert all(0 <= x <= frame.width and 0 <= y <= frame.height for x, y in line.points)
            assert len(line.points) <= 240
        for rule in drawn.marks:
            assert 0 <= rule.at <= frame.width


def test_names_at_the_ends_of_lines_do_not_stand_on_each_other() -> None:
    same = tuple(Series(f"route {n}", ((0.0, 1.0), (1.0, 5.0 + n / 100))) for n in range(6))
    places = sorted(line.label_y for line in plot(Chart("t", "x", "y", same), WIDE).lines)
    assert all(below - above >= 16 for above, below in pairwise(places))


def test_words_of_marks_never_stand_on_each_other() -> None:
    marks = tuple((20.0 + n / 5, f"mark number {n}") for n in range(9))
    drawn = plot(replace(TIMES, marks=marks), WIDE)
    said = [(rule.text_x, rule.text_y) for rule in drawn.marks if rule.text]
    assert len(drawn.marks) == 9
    assert len({y for _, y in said}) == len(said) == 3


def test_a_line_that_ends_early_has_its_name_at_its_end() -> None:
    drawn = plot(replace(TIMES, marks=((90.0, "served at most"),)), WIDE)
    assert [line.leads for line in drawn.lines] == [False, False]
    assert all(line.leads for line in plot(TIMES, WIDE).lines)


def test_a_limit_far_above_the_lines_is_named_instead_of_flattening_them() -> None:
    far = replace(TIMES, limits=((90_000.0, "target: 90,000 ms"),))
    drawn = plot(far, WIDE)
    assert not drawn.limits
    assert drawn.above == "target: 90,000 ms lies above the drawing"


def test_a_peak_is_not_lost_among_thousands_of_points() -> None:
    points = tuple((float(n), 900.0 if n == 4321 else 10.0) for n in range(10_000))
    line = plot(Chart("t", "x", "y", (Series("p95", points),)), WIDE).lines[0]
    assert min(y for _, y in line.points) < WIDE.height / 2


def test_series_past_the_sixth_are_counted() -> None:
    many = tuple(Series(f"s{n}", ((0.0, 1.0), (1.0, 1.0))) for n in range(9))
    assert plot(Chart("t", "x", "y", many), WIDE).left_out == 3


def test_axis_numbers_have_the_decimals_their_step_needs() -> None:
    pairs = ((1500.0, 500.0), (0.25, 0.25), (0.5, 0.1), (2.5, 2.5), (20.0, 20.0))
    assert [number(*pair) for pair in pairs] == ["1,500", "0.25", "0.5", "2.5", "20"]
