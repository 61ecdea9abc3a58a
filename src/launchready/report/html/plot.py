"""The geometry of charts: templates only place what is computed here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import floor, log10

from launchready.report.html.lettering import BOLD, cut, width_of
from launchready.report.view import Chart, Series

LINES = 6
"""Series that a drawing tells apart."""

DASHES = ("", "8 4", "2 4", "12 4 2 4", "16 5", "5 3 1 3")
"""By the series' place, so that colour is never alone."""

DOTTED = 40
"""A line of fewer points shows each of them."""

MOST_POINTS = 240
ROOM_FOR_LIMIT = 3.0
"""A limit further above the data than this is named, not drawn: it would flatten the lines."""

LINE_HEIGHT = 17
MARK_GAP, MARK_ROWS = 8, 3
NEAR = 40
NO_MARKS = 38
"""What is left above the lines where no mark needs its words there."""

ROUNDING = 1e-6
FINEST = 6
"""Decimals of an axis number, at most."""

NOTHING = 1e-3
"""Charts whose highest value is below it have nothing to show."""

NICE = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Frame:
    """How large a drawing is, and what is left around its lines. Pixels."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    labelled: bool
    """Whether lines are named at their ends; otherwise a legend does it."""
    x_ticks: int
    room: int
    """For the words at a line's end or on a mark."""


WIDE = Frame(864, 356, 40, 190, 74, 48, labelled=True, x_ticks=8, room=160)
NARROW = Frame(328, 292, 32, 12, 74, 46, labelled=False, x_ticks=4, room=120)


@dataclass(frozen=True, slots=True)
class Tick:
    """One labelled place of an axis."""

    at: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Line:
    """One series."""

    number: int
    """Its place, from 1: its colour."""
    name: str
    label: str
    """The name, cut to the room at the line's end."""
    dash: str
    path: str
    points: tuple[tuple[float, float], ...]
    dotted: bool
    """Whether the points are shown each."""
    label_y: float
    """Where its name stands; its line ends at `end_y`."""
    end_x: float
    end_y: float
    leads: bool
    """Whether it ends near the edge, so that a thin line may lead to its name."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line right across or down, with its words."""

    at: float
    text: str
    text_x: float
    text_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart as it is drawn."""

    frame: Frame
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]
    limits: tuple[Rule, ...]
    marks: tuple[Rule, ...]
    above: str
    """The limits that lie above the drawing, in words."""
    left_out: int
    """Series for which there was no room."""


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)


def plot(chart: Chart, frame: Frame) -> Plot:
    """Draw a chart. Series past the sixth are left out and counted."""
    shown = tuple(one for one in chart.series[:LINES] if one.points)
    xs = [x for one in shown for x, _ in one.points] + [x for x, _ in chart.marks]
    xs += [x for x, _ in chart.ticks]
    top = max((y for one in shown for _, y in one.points), default=0.0)
    drawn = tuple(one for one in chart.limits if one[0] <= max(top, 1e-9) * ROOM_FOR_LIMIT)
    over = tuple(one for one in chart.limits if one not in drawn)
    highest = max([top, *(value for value, _ in drawn)]) * 1.05
    steps = _round_steps(0.0, highest if highest > NOTHING else 1.0, 5)
    if not chart.marks:
        frame = replace(frame, top=NO_MARKS)
    frame = _fitted(frame, shown, [number(value, steps[1]) for value in steps])
    across = _Scale(*_apart(min(xs, default=0.0), max(xs, default=1.0)), frame.left, _right(frame))
    up = _Scale(0.0, steps[-1], _floor(frame), frame.top)
    lines = tuple(_line(n, one, across, up, frame) for n, one in enumerate(shown, 1))
    return Plot(
        frame,
        _x_ticks(chart, across, frame),
        tuple(Tick(up.at(value), number(value, steps[1])) for value in steps),
        _spread_labels(lines, frame),
        tuple(_limit(value, text, up, lines, frame) for value, text in drawn),
        _marks(chart.marks, across, frame),
        "; ".join(f"{text} lies above the drawing" for _, text in over),
        max(0, len(chart.series) - LINES),
    )


def number(value: float, step: float) -> str:
    """Write an axis number with as many decimals as its step needs: `1,500`, `0.25`."""
    decimals = min(FINEST, max(0, -floor(log10(step)))) if step > 0 else 0
    if abs(step * 10**decimals - round(step * 10**decimals)) > ROUNDING:
        decimals += 1
    return f"{value:,.{decimals}f}"


def _fitted(frame: Frame, shown: tuple[Series, ...], numbers: list[str]) -> Frame:
    """Leave as much room for numbers at the left and names at the right as they take."""
    left = round(max(map(width_of, numbers), default=0)) + 10
    frame = replace(frame, left=max(frame.left, left))
    if not frame.labelled:
        return frame
    longest = max((width_of(cut(one.name, frame.room / BOLD)) for one in shown), default=0)
    return replace(frame, right=min(frame.right, round(longest * BOLD) + 24))


def _right(frame: Frame) -> int:
    return frame.width - frame.right


def _floor(frame: Frame) -> int:
    return frame.height - frame.bottom


def _apart(low: float, high: float) -> tuple[float, float]:
    return (low, high) if high > low else (low - 0.5, low + 0.5)


def _round_steps(low: float, high: float, wanted: int) -> tuple[float, ...]:
    """Return about `wanted` round numbers from below `low` to `high` or above."""
    raw = (high - low) / wanted
    size = 10 ** floor(log10(raw))
    step = next(nice * size for nice in NICE if nice * size >= raw * 0.999)
    first = floor(low / step)
    count = -int(-(high - first * step) // step)
    return tuple((first + n) * step for n in range(count + 1))


def _x_ticks(chart: Chart, across: _Scale, frame: Frame) -> tuple[Tick, ...]:
    if chart.ticks:
        every = -(-len(chart.ticks) // frame.x_ticks)
        kept = chart.ticks[::-every][::-1]
        return tuple(_tick(across.at(x), text, frame) for x, text in kept)
    steps = _round_steps(across.low, across.high, frame.x_ticks)
    inside = tuple(value for value in steps if across.low <= value <= across.high)
    return tuple(
        _tick(across.at(value), number(value, steps[1] - steps[0]), frame) for value in inside
    )


def _tick(at: float, text: str, frame: Frame) -> Tick:
    """Label a place of the horizontal axis; at the edge of the drawing the words stand left."""
    over = at + width_of(text) / 2 > frame.width
    return Tick(at, text, "end" if over else "middle")


def _line(place: int, series: Series, across: _Scale, up: _Scale, frame: Frame) -> Line:
    points = tuple((across.at(x), up.at(y)) for x, y in _thinned(series.points))
    path = "M" + "L".join(f"{x:g} {y:g}" for x, y in points)
    dotted = len(points) < DOTTED
    dash = DASHES[1] if series.dashed else "" if len(points) == 1 else DASHES[place - 1]
    end_x, end_y = points[-1]
    return Line(
        place,
        series.name,
        cut(series.name, frame.room / BOLD),
        dash,
        path,
        points,
        dotted,
        end_y,
        end_x,
        end_y,
        _right(frame) - end_x < NEAR,
    )


def _thinned(points: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
    """Keep the highest of each handful of neighbours, so that no peak is lost."""
    each = -(-len(points) // MOST_POINTS)
    if each <= 1:
        return points
    handfuls = (points[n : n + each] for n in range(0, len(points), each))
    return tuple(max(handful, key=lambda point: point[1]) for handful in handfuls)


def _spread_labels(lines: tuple[Line, ...], frame: Frame) -> tuple[Line, ...]:
    """Move the names apart that would stand on each other."""
    lowest = float(_floor(frame))
    placed: dict[int, float] = {}
    for line in sorted(lines, key=lambda one: one.end_y, reverse=True):
        placed[line.number] = min(line.end_y, lowest)
        lowest = placed[line.number] - LINE_HEIGHT
    lift = max(0.0, frame.top - min(placed.values(), default=frame.top))
    return tuple(replace(line, label_y=round(placed[line.number] + lift + 4, 1)) for line in lines)


def _limit(value: float, text: str, up: _Scale, lines: tuple[Line, ...], frame: Frame) -> Rule:
    """Put the words of a limit at the end of it that the lines leave free."""
    at = up.at(value)
    left, right = frame.left, _right(frame)
    words = cut(text, (right - left) / BOLD - 10)
    long = width_of(words) * BOLD
    points = [point for line in lines for point in line.points]

    def room(start: float) -> float:
        there = [y for x, y in points if start <= x <= start + long]
        return min((abs(y - at + LINE_HEIGHT / 2) for y in there), default=float(frame.height))

    if room(left) > room(right - long):
        return Rule(at, words, left + 6, at - 6, "start")
    return Rule(at, words, right - 4, at - 6, "end")


def _marks(marks: tuple[tuple[float, str], ...], across: _Scale, frame: Frame) -> tuple[Rule, ...]:
    """Words stand right of their line, left of it near the edge; neighbours take further rows.

    Where no row is free a line stays without words.
    """
    found: list[Rule] = []
    taken: list[list[tuple[float, float]]] = [[] for _ in range(MARK_ROWS)]
    for x, text in marks:
        at = across.at(x)
        words = cut(text, frame.room)
        long = width_of(words)
        flipped = at + long + 5 > frame.width
        start = at - 5 - long if flipped else at + 5
        row = next((n for n, ends in enumerate(taken) if _free(ends, start, long)), None)
        if row is not None:
            taken[row].append((start, start + long))
        y = frame.top - 6 - (row or 0) * LINE_HEIGHT
        where = at - 5 if flipped else at + 5
        found.append(
            Rule(at, words if row is not None else "", where, y, "end" if flipped else "start")
        )
    return tuple(found)


def _free(taken: list[tuple[float, float]], start: float, long: float) -> bool:
    return all(start + long + MARK_GAP < first or start > last + MARK_GAP for first, last in taken)
