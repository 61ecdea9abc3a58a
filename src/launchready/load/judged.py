"""Judge the facts of a load run and put them into the value that renderers get."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from launchready import __version__
from launchready.checks import all_checks
from launchready.engine.judge import judge
from launchready.facts.base import PRODUCT, Facts
from launchready.facts.load import LoadRun
from launchready.facts.product import Product
from launchready.facts.under_load import UNDER_LOAD
from launchready.load.order import LoadOrder
from launchready.load.telling.drawings import charts
from launchready.load.telling.figures import tables
from launchready.load.telling.words import lines, method
from launchready.model.bar import Bar
from launchready.model.check import Check, Wants
from launchready.model.profile import Profile
from launchready.model.result import Result
from launchready.model.verdict import Decision, RowState, Verdict
from launchready.report.view import NetworkUse, Report
from launchready.store.runs import StoredRun, new_id
from launchready.verdict import decide, row_states

WHAT = {
    "check": "this load check",
    "run": "this load run",
    "knee": "this search for the knee",
    "fairness": "this fairness run",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """What a load run came to."""

    facts: Facts
    results: tuple[Result, ...]
    rows: tuple[RowState, ...]
    """Those that a load run can answer."""
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Occasion:
    """Which run a report is about."""

    target: str
    at: datetime
    """When it began, UTC."""
    took_ms: float
    run_id: str


def judge_load(facts: Facts, profile: Profile, bar: Bar) -> Judged:
    """Judge what was seen under load, and nothing else."""
    results = judge(load_checks(facts), facts, profile, bar)
    spoken = {row for result in results for row in result.check.rows}
    rows = tuple(state for state in row_states(bar, results) if state.row.id in spoken)
    run = next(iter(facts.each(LoadRun)), LoadRun())
    scope = WHAT.get(run.experiment, WHAT["run"])
    return Judged(facts, results, rows, _whole(decide(results, rows, profile, scope), run, results))


def _whole(verdict: Verdict, run: LoadRun, results: tuple[Result, ...]) -> Verdict:
    """A run that ended early, or that could judge nothing, proves nothing good."""
    if verdict.decision is not Decision.GO:
        return verdict
    if run.stopped:
        why = f"the run ended early: {run.stopped}"
    elif not any(result.status in {"passed", "failed"} for result in results):
        why = "nothing that this run asked could be judged"
    else:
        return verdict
    return Verdict(Decision.NOT_PROVEN, verdict.scope, why)


def load_checks(facts: Facts) -> tuple[Check, ...]:
    """Return the checks that judge load and whose questions this run asked."""
    asked = {kind for kind in UNDER_LOAD if facts.subjects(kind)}
    return tuple(
        one
        for one in all_checks()
        if one.kinds & asked and _needed(one) & UNDER_LOAD <= asked and _needed(one)
    )


def _needed(check: Check) -> frozenset[type]:
    """What a check cannot do without."""
    return frozenset(need.kind for need in check.needs if need.wants in {Wants.ONE, Wants.EACH})


def load_report(judged: Judged, order: LoadOrder, took_ms: float) -> Report:
    """Report a load run: the verdict, what was measured, then what to mend."""
    target = order.product.canonical or ", ".join(order.scenario.hosts)
    at = order.run.at
    return report_of(judged, order.profile, Occasion(target, at, took_ms, new_id(at)))


def report_again(stored: StoredRun, facts: Facts, profile: Profile, bar: Bar) -> Report:
    """Judge and report a kept load run again, without sending anything."""
    product = facts.get(Product, PRODUCT)
    target = product.canonical if isinstance(product, Product) else stored.target
    occasion = Occasion(target, stored.at, stored.took_ms, stored.id)
    return report_of(judge_load(facts, profile, bar), profile, occasion)


def report_of(judged: Judged, profile: Profile, occasion: Occasion) -> Report:
    """Put what a load run came to into the value that renderers get."""
    run = next(iter(judged.facts.each(LoadRun)), LoadRun())
    return Report(
        target=occasion.target,
        profile=profile,
        at=occasion.at,
        took_ms=occasion.took_ms,
        verdict=judged.verdict,
        status=None,
        results=judged.results,
        rows=(),
        traffic_path="",
        network=NetworkUse(
            connections=sum(phase.handshake.count for phase in run.phases),
            requests=run.requests or sum(phase.requests for phase in run.phases),
        ),
        change=None,
        version=__version__,
        run_id=occasion.run_id,
        lines=lines(judged.facts, profile),
        tables=tables(judged.facts),
        charts=charts(judged.facts, profile),
        work=f"load {run.experiment}",
        method=method(judged.facts),
    )
