"""Put a report's parts in the order in which a founder should read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from launchready.facts.product import Accepted
from launchready.model.bar import How
from launchready.model.finding import Severity, When
from launchready.model.outcome import Failed, Gap, NotMeasured
from launchready.model.result import AcceptedFinding, Result
from launchready.model.verdict import Decision, RowState, RowStatus, Verdict
from launchready.report.harm import harm_of
from launchready.report.view import Report

FEW = 6
"""Up to so many risks are all shown in detail."""

DETAILED = 12
"""Risks that a short report shows in detail, unless more of them are blockers."""

PLACES = 3
"""Findings of one risk that a short report shows."""

UNANSWERED = "nothing has answered this yet"
"""Why a row is unknown that no check and no person has spoken for."""


def risks(results: Iterable[Result], rows: Iterable[RowState] = ()) -> tuple[Result, ...]:
    """Return the open risks: by severity, then what cannot wait, then by harm, then by the bar."""
    places = {state.row.id: place for place, state in enumerate(rows)}

    def weight(result: Result) -> tuple[tuple[int, bool], int, int, tuple[str, str]]:
        check = result.check
        place = min((places.get(row, len(places)) for row in check.rows), default=len(places))
        return _gravity(result), harm_of(check), place, (check.title, check.id)

    return tuple(sorted((one for one in results if one.findings), key=weight))


def in_detail(ranked: Sequence[Result]) -> int:
    """Say how many of the ranked risks a short report shows in detail; they stand in front.

    Every blocker is, then what else cannot wait up to a number that somebody reads in one go.
    """
    if len(ranked) <= FEW:
        return len(ranked)
    blockers = sum(one.severity is Severity.BLOCKER for one in ranked)
    urgent = sum(one.severity is Severity.HIGH and one.label is When.FIX_NOW for one in ranked)
    return max(blockers, min(blockers + urgent, DETAILED))


def _gravity(result: Result) -> tuple[int, bool]:
    return result.severity.rank, result.label is When.CAN_WAIT


def _gravest_first(results: Iterable[Result]) -> list[Result]:
    return sorted(results, key=lambda one: (_gravity(one), one.check.title, one.check.id))


@dataclass(frozen=True, slots=True)
class AreaScore:
    """How the checks of one area ended. Counts, never a mean: a mean can hide a blocker."""

    area: str
    passed: int
    failed: int
    unknown: int
    not_applicable: int
    accepted: int
    """Checks that would have failed had nobody accepted what they found."""
    worst: Severity | None
    """The severity of the worst open risk."""

    @property
    def judged(self) -> int:
        """Checks that had something to judge, seen or not."""
        return self.passed + self.failed + self.unknown + self.accepted


def area_scores(report: Report) -> tuple[AreaScore, ...]:
    """Count each area's checks, areas in the order of the bar and then by name."""
    order = {area: n for n, area in enumerate(dict.fromkeys(s.row.area for s in report.rows))}
    areas = sorted(
        {result.check.area for result in report.results},
        key=lambda area: (order.get(area, len(order)), area),
    )
    return tuple(_score(area, report.results) for area in areas)


def _score(area: str, results: Iterable[Result]) -> AreaScore:
    mine = [result for result in results if result.check.area == area]
    ends = Counter(standing(result) for result in mine)
    open_risks = risks(mine)
    return AreaScore(
        area,
        passed=ends["passed"],
        failed=ends["failed"],
        unknown=ends["unknown"],
        not_applicable=ends["not_applicable"],
        accepted=ends["accepted"],
        worst=open_risks[0].severity if open_risks else None,
    )


def standing(result: Result) -> str:
    """Name a result's status, with `accepted` for one that passes only because it is accepted."""
    return "accepted" if result.accepted and result.status == "passed" else result.status


@dataclass(frozen=True, slots=True)
class BlindSpot:
    """Something that could not be seen, and every check that wanted to see it."""

    subject: str
    """Empty where the check names no subject."""
    why: str
    severity: Severity
    """Of the gravest check that it blinds."""
    checks: tuple[str, ...]


def blind_spots(results: Iterable[Result]) -> tuple[BlindSpot, ...]:
    """Group what could not be checked by subject and reason, gravest first.

    One dead host blinds forty checks; it is one line, not forty.
    """
    spots: dict[Gap, list[Result]] = {}
    for result in _gravest_first(results):
        for gap in dict.fromkeys(_gaps(result)):
            spots.setdefault(gap, []).append(result)
    return tuple(
        BlindSpot(gap.subject, gap.why, those[0].severity, tuple(one.check.id for one in those))
        for gap, those in spots.items()
    )


def _gaps(result: Result) -> tuple[Gap, ...]:
    match result.outcome:
        case NotMeasured(why=why, gaps=gaps):
            return gaps or (Gap("", why),)
        case Failed(gaps=gaps):
            return gaps
        case _:
            return ()


def accepted_risks(results: Iterable[Result]) -> tuple[tuple[Result, AcceptedFinding], ...]:
    """Return every finding that somebody took the risk of, gravest first."""
    return tuple((one, taken) for one in _gravest_first(results) for taken in one.accepted)


def expired_acceptances(results: Iterable[Result]) -> tuple[Accepted, ...]:
    """Return the acceptances that have run out, each once."""
    return tuple(dict.fromkeys(by for one in _gravest_first(results) for by in one.expired))


def unmatched_acceptances(results: Iterable[Result]) -> tuple[Accepted, ...]:
    """Return the acceptances of nothing that was found, each once."""
    return tuple(dict.fromkeys(by for one in _gravest_first(results) for by in one.unmatched))


def still_to_prove(report: Report) -> tuple[RowState, ...]:
    """Return the rows that the profile wants proven and that nothing has answered yet."""
    return tuple(
        state
        for state in report.rows
        if state.status is RowStatus.UNKNOWN and report.profile.demands_proof(state.row)
    )


def must_be_proven(report: Report) -> int:
    """Count the rows that the profile wants proven."""
    return sum(report.profile.demands_proof(state.row) for state in report.rows)


@dataclass(frozen=True, slots=True)
class Unproven:
    """A row that keeps a product from being proven, and what is missing."""

    row: str
    why: str
    way: How
    """The first way to prove it."""


def unproven(report: Report, verdict: Verdict) -> tuple[Unproven, ...]:
    """Return what a NOT_PROVEN verdict is about, in the order that the verdict names it."""
    if verdict.decision is not Decision.NOT_PROVEN:
        return ()
    states = {state.row.id: state for state in report.rows}
    results = {result.check.id: result for result in report.results}
    return tuple(
        Unproven(row, _missing(states[row], results), _way(states[row]))
        for row in verdict.deciding
        if row in states
    )


def _missing(state: RowState, results: Mapping[str, Result]) -> str:
    """Say what could not be seen in the check's own words, which say more than its id."""
    for check in state.checks:
        result = results.get(check)
        if result is not None and isinstance(result.outcome, NotMeasured):
            return result.outcome.why
    return state.why


def unanswered(state: RowState) -> bool:
    """Whether nothing at all has spoken for a row."""
    return state.status is RowStatus.UNKNOWN and state.why == UNANSWERED


WAYS = {
    How.ANSWER: "an answer",
    How.DRILL: "a drill",
    How.LOAD: "a load run",
    How.TELEMETRY: "monitoring",
    How.REPO: "the repository",
    How.DATABASE: "the database",
    How.PROVIDER: "a provider account",
    How.PROBE: "a probe",
}
"""How a row is proven, as a person would say it."""


def ways_to_prove(states: Iterable[RowState]) -> tuple[tuple[str, int], ...]:
    """Count rows by the first way to prove each that is not a look from outside, most first."""
    counts = Counter(_way(state) for state in states)
    return tuple((WAYS[how], n) for how, n in sorted(counts.items(), key=lambda i: (-i[1], i[0])))


def _way(state: RowState) -> How:
    return next((how for how in state.row.how if how is not How.PROBE), How.PROBE)


def areas_of_rows(rows: Iterable[RowState]) -> tuple[tuple[str, tuple[RowState, ...]], ...]:
    """Group rows by area, in the order of the bar."""
    groups: dict[str, list[RowState]] = {}
    for state in rows:
        groups.setdefault(state.row.area, []).append(state)
    return tuple((area, tuple(states)) for area, states in groups.items())
