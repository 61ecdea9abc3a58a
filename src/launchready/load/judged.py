"""Judge the facts of a load run and put them into the value that renderers get."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from launchready import __version__
from launchready.checks import all_checks
from launchready.derive.load.phases import CLOSED
from launchready.engine.judge import judge
from launchready.facts.base import Facts
from launchready.facts.crowd import LoadKnee
from launchready.facts.load import LoadRun
from launchready.facts.under_load import UNDER_LOAD
from launchready.load.order import LOAD_OF, LoadOrder
from launchready.load.telling.drawings import charts
from launchready.load.telling.figures import tables
from launchready.load.telling.numbers import route_numbers
from launchready.load.telling.reading import main_phase, one_after_another, rate
from launchready.load.telling.words import lines, method
from launchready.model.bar import Bar
from launchready.model.check import Check, Wants
from launchready.model.outcome import Gap, NotMeasured, Passed
from launchready.model.profile import Profile
from launchready.model.result import Result
from launchready.model.verdict import Decision, RowState, RowStatus, Verdict
from launchready.report.phrases import listed
from launchready.report.view import NetworkUse, Report
from launchready.store.runs import StoredRun, new_id
from launchready.verdict import decide, row_states

WHAT = {
    "check": "this load check",
    "run": "this load run",
    "knee": "this search for the knee",
    "fairness": "this fairness run",
}

AIMS = {
    "check": frozenset({"load.core_flows", "load.degradation", "load.double"}),
    "knee": frozenset({"load.degradation", "load.double"}),
    "fairness": frozenset({"chat.isolation"}),
}
"""Rows that an experiment is made for; any row of another one."""
JUDGED = frozenset({RowStatus.PASS, RowStatus.FAIL})
WAITING = (
    "a closed loop proves nothing good: its users wait for their answers, so it hides what visitors"
    " wait; let journeys arrive by the clock"
)


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
    run = next(iter(facts.each(LoadRun)), LoadRun())
    results = judge(load_checks(facts), facts, profile, bar)
    if _waits(run):
        results = tuple(_doubted(one) for one in results)
    spoken = {row for result in results for row in result.check.rows}
    rows = tuple(state for state in row_states(bar, results) if state.row.id in spoken)
    scope = scope_of(run)
    verdict = decide(results, rows, profile, scope)
    return Judged(facts, results, rows, _whole(verdict, facts, rows, profile))


def _waits(run: LoadRun) -> bool:
    """Whether the users of the phase that is judged wait for their answers."""
    phase = main_phase(run)
    return phase is not None and phase.law == CLOSED


def _doubted(result: Result) -> Result:
    """What passed in a closed loop is not known; what failed in it would fail by the clock too."""
    if not isinstance(result.outcome, Passed):
        return result
    gaps = tuple(Gap(subject, WAITING) for subject in result.outcome.subjects)
    return replace(result, outcome=NotMeasured(WAITING, gaps))


def _whole(verdict: Verdict, facts: Facts, rows: tuple[RowState, ...], profile: Profile) -> Verdict:
    """A run that ended early, or could not judge what it is made for, proves nothing good."""
    run = next(iter(facts.each(LoadRun)), LoadRun())
    if verdict.decision is Decision.NO_GO:
        return verdict
    judged = any(row.status in JUDGED for row in rows if _aimed(row, run))
    if verdict.decision is Decision.GO and judged and not run.stopped and not _waits(run):
        return _proven(verdict, rows, profile)
    unknown = tuple(row.row.id for row in rows if row.status is RowStatus.UNKNOWN)
    if run.stopped:
        why = f"the run ended early: {run.stopped}"
    elif _waits(run):
        why = WAITING
    else:
        why = _unjudged(verdict, facts, rows)
        unknown = verdict.deciding or unknown
    return Verdict(Decision.NOT_PROVEN, verdict.scope, why, unknown)


def _unjudged(verdict: Verdict, facts: Facts, rows: tuple[RowState, ...]) -> str:
    """Say why nothing is proven; never that nothing fails, where requests did."""
    run = next(iter(facts.each(LoadRun)), LoadRun())
    for knee in facts.each(LoadKnee):
        if knee.highest_per_s and not knee.expected_per_s and not knee.inconclusive:
            word = "the knee is" if knee.lowest_bad_per_s else "it holds at least"
            return f"{word} {rate(knee.highest_per_s)}; whether that is enough, --expected decides"
    if run.experiment == "fairness" and all(row.status is RowStatus.NOT_APPLICABLE for row in rows):
        return "what one user does to the others is proven for a chat only, and this has none"
    if verdict.decision is Decision.GO:
        return "nothing that this run was made for could be judged"
    failed = sum(phase.failed for phase in one_after_another(run))
    if not failed:
        return verdict.decided_by
    if any(row.row.id == "perf.error_rate" and row.status is RowStatus.PASS for row in rows):
        few = "no more requests fail than the profile allows"
        return verdict.decided_by.replace("nothing fails", few)
    requests = sum(phase.requests for phase in one_after_another(run))
    return (
        f"{failed:,} of {requests:,} requests failed, and whether that is the product's fault"
        " cannot be judged"
    )


def _aimed(state: RowState, run: LoadRun) -> bool:
    return run.experiment not in AIMS or state.row.id in AIMS[run.experiment]


def _proven(verdict: Verdict, rows: tuple[RowState, ...], profile: Profile) -> Verdict:
    """Say what a GO rests on where none of the rows that a profile wants proven was asked."""
    if any(row.status in JUDGED and profile.demands_proof(row.row) for row in rows):
        return verdict
    proven = tuple(row.row.id for row in rows if row.status is RowStatus.PASS)
    if not proven:
        return verdict
    rule = f"nothing fails that cannot wait; proven: {listed(proven, 4)}"
    return replace(verdict, decided_by=rule)


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


def load_report(judged: Judged, order: LoadOrder, took_ms: float, run_id: str = "") -> Report:
    """Report a load run: the verdict, what was measured, then what to mend."""
    at = order.run.at
    occasion = Occasion(order.loaded, at, took_ms, run_id or new_id(at))
    return report_of(judged, order.profile, occasion)


def report_again(stored: StoredRun, facts: Facts, profile: Profile, bar: Bar) -> Report:
    """Judge and report a kept load run again, without sending anything."""
    occasion = Occasion(stored.target.removeprefix(LOAD_OF), stored.at, stored.took_ms, stored.id)
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
        network=network_use(run),
        change=None,
        version=__version__,
        run_id=occasion.run_id,
        lines=lines(judged.facts, profile),
        tables=tables(judged.facts),
        routes=route_numbers(judged.facts),
        charts=charts(judged.facts, profile),
        work=f"load {run.experiment}",
        method=method(judged.facts),
    )


def network_use(run: LoadRun) -> NetworkUse:
    """Return what a run sent; one that counted only its phases says that much."""
    return NetworkUse(
        connections=run.connections or sum(phase.handshake.count for phase in run.phases),
        requests=run.requests or sum(phase.requests for phase in run.phases),
        bytes_in=run.bytes_in,
    )


def scope_of(run: LoadRun) -> str:
    """Return what a verdict over a load run is a verdict over."""
    return WHAT.get(run.experiment, WHAT["run"])
