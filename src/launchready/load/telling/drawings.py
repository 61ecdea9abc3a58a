"""What a load run measured, as charts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log10

from launchready.derive.load.percent import NEEDED
from launchready.derive.load.targets import microseconds, target_of
from launchready.facts.base import Facts
from launchready.facts.crowd import LoadFairness, LoadKnee
from launchready.facts.load import LoadRun, PhaseRun, RouteTimings, Spread, Window
from launchready.facts.product import RouteKind
from launchready.load.telling.experiment_words import knee_words
from launchready.load.telling.reading import (
    BESIDE,
    arrivals,
    duration,
    factor,
    main_phase,
    one_after_another,
    percentile,
    rate,
    slowest,
)
from launchready.model.profile import Profile
from launchready.report.view import Chart, Series

CURVE = (50.0, 75.0, 90.0, 95.0, 99.0, 99.9)
MOST_CURVES = 5
MILLISECONDS = "response time, ms"
TELLING = 10
"""Answers of a stretch of time below which its 95th percentile is one bad answer."""
FEW = 2
"""A line of fewer points shows nothing."""


def charts(facts: Facts, profile: Profile) -> tuple[Chart, ...]:
    """Return the charts of a load run, the most important first."""
    run = next(iter(facts.each(LoadRun)), None)
    found = [*_knee(facts), *_fairness(facts)]
    if run is not None:
        found += _over_time(run, profile)
        found += _by_percentile(run, tuple(facts.each(RouteTimings)))
        found += _requests(run)
    return tuple(found)


def limit_of(profile: Profile) -> tuple[tuple[float, str], ...]:
    """Return the profile's target for pages and where they fail, as lines to draw."""
    try:
        line = target_of(RouteKind.PAGE, profile)
    except KeyError:
        return ()
    target, fail = (microseconds(one, line) / 1e3 for one in (line.target, line.fail))
    return (
        (target, f"target for p95 of pages: {target:,.0f} ms"),
        (fail, f"fails from: {fail:,.0f} ms"),
    )


def _clock(run: LoadRun) -> Iterator[tuple[PhaseRun, float]]:
    """Yield each phase with the second of the run at which it began, as if none waited."""
    began = 0.0
    for phase in one_after_another(run):
        yield phase, began
        began += max(phase.seconds, phase.windows[-1].second + 1 if phase.windows else 0)


def _marks(run: LoadRun) -> tuple[tuple[float, str], ...]:
    if len(run.phases) <= 1:
        return ()
    return tuple(
        (began, f"{phase.name} (void)" if phase.void else phase.name)
        for phase, began in _clock(run)
    )


def _windows(run: LoadRun) -> Iterator[tuple[float, Window]]:
    for phase, began in _clock(run):
        for window in phase.windows:
            yield began + window.second, window


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One second, or several that only together have enough answers for a 95th percentile."""

    first: float
    last: float
    p50_us: int
    p95_us: int

    @property
    def middle(self) -> float:
        """Where it is drawn."""
        return (self.first + self.last) / 2


def _stretches(run: LoadRun) -> Iterator[_Stretch]:
    """Yield what has `TELLING` answers; of a phase's rest there is no 95th percentile."""
    for phase, began in _clock(run):
        few: list[Window] = []
        for window in phase.windows:
            if not window.finished:
                continue
            few = [window] if window.finished >= TELLING else [*few, window]
            if sum(one.finished for one in few) >= TELLING:
                yield _together(began, few)
                few = []


def _together(began: float, few: list[Window]) -> _Stretch:
    """Of fewer than 20 answers the 95th percentile is the slowest, so nothing is guessed."""
    halves = sorted(us for one in few for us in [one.p50_us] * one.finished)
    return _Stretch(
        began + few[0].second,
        began + few[-1].second,
        halves[(len(halves) - 1) // 2],
        max(one.p95_us for one in few),
    )


def _over_time(run: LoadRun, profile: Profile) -> Iterator[Chart]:
    seen = tuple(_stretches(run))
    if len(seen) < FEW:
        return
    yield Chart(
        "Response times over time",
        "seconds since the run began",
        MILLISECONDS,
        (
            Series("p95", tuple((one.middle, one.p95_us / 1e3) for one in seen)),
            Series("p50", tuple((one.middle, one.p50_us / 1e3) for one in seen), dashed=True),
        ),
        limit_of(profile),
        _marks(run),
        note=_slowest_stretch(seen),
    )


def _slowest_stretch(seen: tuple[_Stretch, ...]) -> str:
    worst = max(seen, key=lambda one: one.p95_us)
    first, last = _ordinal(int(worst.first) + 1), _ordinal(int(worst.last) + 1)
    one = first == last
    which = f"second was the {first}" if one else f"seconds were the {first} to the {last}"
    said = (
        f"The slowest {which}: 95 of 100 requests that were due in {'it' if one else 'them'} were "
        f"answered within {duration(worst.p95_us)}, half of them within {duration(worst.p50_us)}."
    )
    wide = any(one.first != one.last for one in seen)
    more = f" A p95 takes {TELLING} answers: seconds with fewer are drawn together."
    return said + more if wide else said


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{'th' if number % 100 in (11, 12, 13) else ending}"


def _at(percent: float) -> float:
    """Place a percentile so that each further 9 takes the same room."""
    return round(-log10(1 - percent / 100), 4)


def _curve(name: str, spread: Spread, *, dashed: bool = False) -> Series:
    points = (
        (_at(percent), us / 1e3)
        for percent in CURVE
        if (us := percentile(spread, percent)) is not None
    )
    return Series(name, tuple(points), dashed)


def _percentile_chart(title: str, curves: tuple[Series, ...], note: str) -> Iterator[Chart]:
    curves = tuple(one for one in curves if len(one.points) >= FEW)
    if not curves:
        return
    last = max(one.points[-1][0] for one in curves)
    ticks = tuple((_at(one), f"{one:g} %") for one in CURVE if _at(one) <= last)
    yield Chart(
        title, "share of requests that took no longer", MILLISECONDS, curves, (), (), ticks, note
    )


def _by_percentile(run: LoadRun, routes: tuple[RouteTimings, ...]) -> Iterator[Chart]:
    phase = main_phase(run)
    if phase is None:
        return
    spreads = [
        (route.subject, timings.response)
        for route in routes
        if (timings := route.phase(phase.name)) is not None
    ]
    spreads.sort(key=lambda pair: -(percentile(pair[1], 95) or 0))
    curves = tuple(_curve(name, spread) for name, spread in spreads)
    enough = [one for one in curves if len(one.points) >= FEW][:MOST_CURVES]
    if not enough:
        return
    rest = (
        f" The {len(enough)} slowest of {len(curves)} routes." if len(curves) > MOST_CURVES else ""
    )
    yield from _percentile_chart(
        f"Percentiles per route in the phase {phase.name!r}",
        tuple(enough),
        f"{_slowest(spreads)} A line ends where there are too few samples for "
        f"the next percentile; p99 takes {NEEDED[99.0]:,}.{rest}",
    )


def _slowest(spreads: list[tuple[str, Spread]]) -> str:
    said = slowest(spreads)
    if not said:
        return "No route was asked often enough for a p95."
    return f"{said[0].upper()}{said[1:]}."


def _requests(run: LoadRun) -> Iterator[Chart]:
    seen = [(second, one) for second, one in _windows(run) if one.started or one.failed]
    if len(seen) < FEW:
        return
    failed = sum(window.failed for _, window in seen)
    finished = sum(window.finished for _, window in seen)
    due = Series("due", tuple((at, float(one.started)) for at, one in seen), dashed=True)
    others = any(phase.name in BESIDE for phase in run.phases)
    whose = "requests of the others" if others else "requests"
    aside = " The noisy user's are left out." if others else ""
    lines = [Series("answered", tuple((at, float(one.finished)) for at, one in seen)), due]
    if failed:
        lines.append(Series("failed", tuple((at, float(one.failed)) for at, one in seen)))
    yield Chart(
        "Requests each second",
        "seconds since the run began, by when a request was due",
        whose,
        tuple(lines),
        (),
        _marks(run),
        note=f"{finished:,} {whose} were answered well, {failed:,} failed.{aside}",
    )


def _knee(facts: Facts) -> Iterator[Chart]:
    for knee in facts.each(LoadKnee):
        # A rate fails only when it fails twice: the better of its tries is the one that counts.
        best: dict[float, int] = {}
        for step in knee.steps:
            if not step.void and step.p95_us:
                known = best.get(step.rate_per_s, step.p95_us)
                best[step.rate_per_s] = min(known, step.p95_us)
        if len(best) < FEW:
            continue
        quiet = sorted(knee.baselines_us)[len(knee.baselines_us) // 2] if knee.baselines_us else 0
        limit = quiet * knee.factor / 1e3
        found = (
            (knee.highest_per_s, f"held: {rate(knee.highest_per_s)}"),
            (knee.lowest_bad_per_s, f"did not: {rate(knee.lowest_bad_per_s)}"),
            (knee.expected_per_s, f"expected: {rate(knee.expected_per_s)}"),
            (knee.capacity_per_s, f"served at most: {rate(knee.capacity_per_s)}"),
        )
        yield Chart(
            "How response times grow with the rate",
            f"journeys begun each second, {arrivals(knee.law)}",
            "p95 of the response time, ms",
            (Series("p95", tuple((per_s, us / 1e3) for per_s, us in sorted(best.items()))),),
            ((limit, f"{factor(knee.factor)} the quiet p95: {limit:,.0f} ms"),) if limit else (),
            tuple(sorted(pair for pair in found if pair[0])),
            note=knee_words(knee),
        )


def _fairness(facts: Facts) -> Iterator[Chart]:
    for fair in facts.each(LoadFairness):
        yield from _percentile_chart(
            "What the others wait beside one noisy user",
            (
                _curve("beside the noise", fair.beside),
                _curve("calm", fair.calm, dashed=True),
            ),
            f"The others' p95 was {duration(percentile(fair.calm, 95))} before the noise and "
            f"{duration(percentile(fair.beside, 95))} during it.",
        )
