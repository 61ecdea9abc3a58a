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
from launchready.facts.load import PhaseTimings
from launchready.load.comparison.differences import Difference, differences
from launchready.load.comparison.side import Side, side_of
from launchready.load.telling.reading import duration, percentile, rate, share
from launchready.report.view import Demand, Kept, Table

GROUP = "baseline"
PERCENTS = (50.0, 95.0)
UNSURE = 0.05
"""How often one of all comparisons together may be wrong."""

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
    differences: tuple[Difference, ...] = ()
    """What was not the same in both runs besides times and failures."""
    comparable: bool = True
    """False: the runs are no pair, and no figure was compared."""

    @property
    def worse(self) -> tuple[Demand, ...]:
        """What regressed."""
        return tuple(one for one in self.demands if one.state is Kept.BROKEN)


def compare_runs(before: Facts, after: Facts) -> Compared:
    """Compare the main phases of two runs, route by route."""
    old, new = side_of(before), side_of(after)
    differ = differences(old, new)
    wrong = "; ".join(one.says for one in differ if one.decides)
    wrong = old.wrong or new.wrong or wrong
    if wrong:
        demand = Demand(GROUP, "the two runs", Kept.UNKNOWN, wrong)
        table = _table((), f"Nothing can be compared: {wrong}.")
        return Compared((demand,), table, differ, comparable=False)
    if _itself(old, new):
        demand = Demand(GROUP, "the two runs", Kept.KEPT, ITSELF)
        return Compared((demand,), _table((), "Both are the same run."))
    names = [name for name in new.routes if name in old.routes]
    confidence = 1 - UNSURE / max(1, len(names) * (len(PERCENTS) + 1))
    rows: list[tuple[str, ...]] = []
    demands: list[Demand] = []
    for name in names:
        early, late = old.at(name), new.at(name)
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
    table = _table(tuple(rows), _note(old, new, confidence))
    return Compared(tuple(demands), table, differ)


def _itself(old: Side, new: Side) -> bool:
    """Whether both are one and the same run: its tag, and everything that was counted."""
    return (
        bool(old.run.tag)
        and old.run.tag == new.run.tag
        and old.routes.keys() == new.routes.keys()
        and all(_counted(old.at(name)) == _counted(new.at(name)) for name in old.routes)
    )


def _counted(timings: PhaseTimings) -> tuple[object, ...]:
    return timings.requests, timings.faults, timings.response


def _said(one: Comparison | FailureComparison) -> tuple[Kept, str]:
    return STATES[one.change], one.words


def _missing(old: Side, new: Side) -> Iterator[Demand]:
    for name in sorted(old.routes.keys() - new.routes.keys()):
        yield Demand(GROUP, name, Kept.UNKNOWN, "the new run did not go to this route")


def _time_row(
    name: str, early: PhaseTimings, late: PhaseTimings, one: Comparison
) -> tuple[str, ...]:
    return (
        name,
        f"p{one.percent:g}",
        duration(percentile(early.response, one.percent)),
        duration(percentile(late.response, one.percent)),
        _noise(one),
        WORDS[one.change],
    )


def _noise(one: Comparison) -> str:
    """Write the interval; where it tells nothing, how many answers each run takes."""
    known = f"{one.low:.2f} to {one.high:.2f} x" if one.high else ""
    more = f"takes about {one.enough:,} answers" if one.enough else ""
    return "; ".join(part for part in (known, more) if part) or "-"


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


def _note(old: Side, new: Side, confidence: float) -> str:
    name = new.phase.name if new.phase is not None else ""
    paces = [rate(one.phase.asked_per_s) if one.phase is not None else "-" for one in (new, old)]
    return (
        f"The phase {name!r} at {paces[0]}, before at {paces[1]}. 'with noise' is the interval "
        f"that holds the truth with {100 * confidence:.1f} % confidence: how many times as long, "
        "how many points more. "
        "Worse or better is said only where all of it lies beyond 5 %, or beyond a point; same "
        f"only where all of it lies within {1 / SAME:.2f} to {SAME:g} x or a millisecond, or "
        f"within {100 * SAME_SHARE:g} points; else it is unknown."
    )
