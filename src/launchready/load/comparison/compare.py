"""Two load runs side by side: what became slower, beyond what chance explains."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from launchready.derive.load.compare import (
    SAME,
    SAME_SHARE,
    Change,
    Comparison,
    FailureComparison,
    failures_grew,
    regressed,
)
from launchready.facts.base import Facts
from launchready.facts.load import LoadRun, PhaseRun, PhaseTimings, RouteTimings
from launchready.load.telling.reading import duration, main_phase, percentile, rate, share
from launchready.report.view import Demand, Kept, Table

GROUP = "baseline"
PERCENTS = (50.0, 95.0)
UNSURE = 0.05
"""How often one of all comparisons together may be wrong."""

ALIKE = 1.25
"""Rates that are further apart than this are different loads."""

STATES = {
    Change.BETTER: Kept.KEPT,
    Change.NONE: Kept.KEPT,
    Change.WORSE: Kept.BROKEN,
    Change.WIDE: Kept.UNKNOWN,
    Change.UNKNOWN: Kept.UNKNOWN,
}
WORDS = {
    Change.BETTER: "better",
    Change.WORSE: "WORSE",
    Change.NONE: "same",
    Change.WIDE: "unknown",
    Change.UNKNOWN: "unknown",
}
ITSELF = "they are the same run"


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of every route."""

    demands: tuple[Demand, ...]
    table: Table

    @property
    def worse(self) -> tuple[Demand, ...]:
        """What regressed."""
        return tuple(one for one in self.demands if one.state is Kept.BROKEN)


@dataclass(frozen=True, slots=True)
class _Side:
    run: LoadRun
    phase: PhaseRun
    routes: dict[str, RouteTimings]


def compare_runs(before: Facts, after: Facts) -> Compared:
    """Compare the main phases of two runs, route by route."""
    old, new = _side(before), _side(after)
    wrong = old if isinstance(old, str) else new if isinstance(new, str) else _unlike(old, new)
    if isinstance(old, str) or isinstance(new, str) or wrong:
        demand = Demand(GROUP, "the two runs", Kept.UNKNOWN, str(wrong))
        return Compared((demand,), _table((), f"Nothing can be compared: {wrong}."))
    if _itself(old, new):
        demand = Demand(GROUP, "the two runs", Kept.KEPT, ITSELF)
        return Compared((demand,), _table((), "Both are the same run."))
    names = [name for name in new.routes if name in old.routes]
    confidence = 1 - UNSURE / max(1, len(names) * (len(PERCENTS) + 1))
    rows: list[tuple[str, ...]] = []
    demands: list[Demand] = []
    for name in names:
        early, late = _at(old, name), _at(new, name)
        times = tuple(
            regressed(
                early.response,
                late.response,
                percent,
                confidence=confidence,
                windows=(early.windows, late.windows),
            )
            for percent in PERCENTS
        )
        failed = failures_grew(
            (early.failed, early.requests), (late.failed, late.requests), confidence=confidence
        )
        rows += [_time_row(name, early, late, one) for one in times]
        rows.append(_failure_row(name, failed))
        demands += [Demand(GROUP, f"{name} p{one.percent:g}", *_said(one)) for one in times]
        demands.append(Demand(GROUP, f"{name} failures", *_said(failed)))
    demands += _missing(old, new)
    return Compared(tuple(demands), _table(tuple(rows), _note(old, new, confidence)))


def _side(facts: Facts) -> _Side | str:
    run = next(iter(facts.each(LoadRun)), None)
    if run is None:
        return "one of the two holds no load run"
    phase = main_phase(run)
    if phase is None:
        return "one of the two has no phase under load"
    if phase.void:
        return f"the phase {phase.name!r} of one run is void: {phase.void}"
    routes = {
        route.subject: route
        for route in facts.each(RouteTimings)
        if (timings := route.phase(phase.name)) is not None and timings.requests
    }
    return _Side(run, phase, routes)


def _unlike(old: _Side, new: _Side) -> str:
    """Say why two runs are no pair; empty: they are."""
    if old.phase.law != new.phase.law:
        return f"arrivals were {old.phase.law} before and {new.phase.law} after"
    rates = sorted((old.phase.asked_per_s, new.phase.asked_per_s))
    if rates[1] > rates[0] * ALIKE:
        return (
            f"{rate(old.phase.asked_per_s)} were asked for before and "
            f"{rate(new.phase.asked_per_s)} after: give both the same --rate"
        )
    if old.phase.law == "closed" and old.phase.users != new.phase.users:
        return f"there were {old.phase.users} users before and {new.phase.users} after"
    if not old.routes.keys() & new.routes.keys():
        return "they have no route in common"
    return ""


def _itself(old: _Side, new: _Side) -> bool:
    """Whether both are one and the same run: its tag, and everything that was counted."""
    return (
        bool(old.run.tag)
        and old.run.tag == new.run.tag
        and old.routes.keys() == new.routes.keys()
        and all(_counted(_at(old, name)) == _counted(_at(new, name)) for name in old.routes)
    )


def _counted(timings: PhaseTimings) -> tuple[object, ...]:
    return timings.requests, timings.faults, timings.response


def _at(side: _Side, name: str) -> PhaseTimings:
    return side.routes[name].phase(side.phase.name) or PhaseTimings(side.phase.name)


def _said(one: Comparison | FailureComparison) -> tuple[Kept, str]:
    return STATES[one.change], one.words


def _missing(old: _Side, new: _Side) -> Iterator[Demand]:
    for name in old.routes.keys() - new.routes.keys():
        yield Demand(GROUP, name, Kept.UNKNOWN, "the new run did not go to this route")


def _time_row(
    name: str, early: PhaseTimings, late: PhaseTimings, one: Comparison
) -> tuple[str, ...]:
    return (
        name,
        f"p{one.percent:g}",
        duration(percentile(early.response, one.percent)),
        duration(percentile(late.response, one.percent)),
        f"{one.low:.2f} to {one.high:.2f} x" if one.high else "-",
        WORDS[one.change],
    )


def _failure_row(name: str, one: FailureComparison) -> tuple[str, ...]:
    known = one.change is not Change.UNKNOWN
    return (
        name,
        "failed",
        share(one.before_failed, one.before_sent),
        share(one.after_failed, one.after_sent),
        f"{100 * one.low:+.2f} to {100 * one.high:+.2f} points" if known else "-",
        WORDS[one.change],
    )


def _table(rows: tuple[tuple[str, ...], ...], note: str) -> Table:
    head = ("route", "figure", "before", "after", "with noise", "result")
    return Table("Before and after", head, rows, note)


def _targets(old: _Side, new: _Side) -> str:
    """Say that the two went to different targets; empty: they did not, or it is not known."""
    before, after = old.run.hosts[:1], new.run.hosts[:1]
    if not before or not after or before == after:
        return ""
    return (
        f"The runs went to different targets, {before[0]} before and {after[0]} after: "
        "a difference may be theirs. "
    )


def _note(old: _Side, new: _Side, confidence: float) -> str:
    return (
        f"{_targets(old, new)}"
        f"The phase {new.phase.name!r} at {rate(new.phase.asked_per_s)}, before at "
        f"{rate(old.phase.asked_per_s)}. 'with noise' is the interval that holds the truth with "
        f"{100 * confidence:.1f} % confidence: how many times as long, how many points more. "
        "Worse or better is said only where all of it lies beyond 5 %, or beyond a point; same "
        f"only where all of it lies within {1 / SAME:.2f} to {SAME:g} x or a millisecond, or "
        f"within {100 * SAME_SHARE:g} points; else it is unknown."
    )
