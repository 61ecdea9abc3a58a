"""Decide: the worst that the profile says must hold, never a mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from launchready.model.bar import Bar, How, Row
from launchready.model.finding import Severity, When
from launchready.model.profile import Profile
from launchready.model.result import Result
from launchready.model.verdict import Decision, RowState, RowStatus, Verdict

WORST_FIRST = {
    "failed": RowStatus.FAIL,
    "unknown": RowStatus.UNKNOWN,
    "passed": RowStatus.PASS,
    "not_applicable": RowStatus.NOT_APPLICABLE,
}


def row_states(
    bar: Bar, results: Iterable[Result], answers: Mapping[str, tuple[RowStatus, str]] | None = None
) -> tuple[RowState, ...]:
    """Say how every row stands: as the worst of its checks, or as a person answered.

    `answers` maps row ids to a status and one sentence. An answer speaks only where no check
    failed or could not see; a row that nothing answers is unknown, and so is one of which a hint
    saw nothing wrong.
    """
    by_row: dict[str, list[Result]] = {}
    for result in results:
        for row in result.check.rows:
            by_row.setdefault(row, []).append(result)
    told = answers or {}
    return tuple(_state(row, by_row.get(row.id, []), told.get(row.id)) for row in bar.rows)


def _state(row: Row, results: list[Result], answer: tuple[RowStatus, str] | None) -> RowState:
    ids = tuple(result.check.id for result in results)
    for status, said in WORST_FIRST.items():
        those = [
            result
            for result in results
            if result.status == status and (said is RowStatus.FAIL or not result.check.hint)
        ]
        if those and said in {RowStatus.FAIL, RowStatus.UNKNOWN}:
            return RowState(row, said, _why(said, those), ids)
        if those and answer is None and not (said is RowStatus.NOT_APPLICABLE and _only_shown(row)):
            return RowState(row, said, _why(said, those), ids)
    if answer is not None:
        return RowState(row, answer[0], answer[1], ids)
    return RowState(row, RowStatus.UNKNOWN, "nothing has answered this yet", ids)


def _only_shown(row: Row) -> bool:
    """Whether nothing but an experiment proves it: that none was made does not settle the row."""
    return How.DRILL in row.how and not row.surface


def _why(status: RowStatus, results: list[Result]) -> str:
    names = ", ".join(result.check.id for result in results)
    return {
        RowStatus.FAIL: f"failed: {names}",
        RowStatus.UNKNOWN: f"could not be seen: {names}",
        RowStatus.PASS: f"passed: {names}",
        RowStatus.NOT_APPLICABLE: f"nothing to judge: {names}",
    }[status]


def decide(
    results: Iterable[Result], rows: Iterable[RowState], profile: Profile, scope: str
) -> Verdict:
    """Decide over these results and rows. The caller has cut both to the scope.

    1. A fix-now failure of a severity that must hold: NO_GO.
    2. A row that must be proven and is unknown: NOT_PROVEN.
    3. Nothing in the scope that could be judged: NOT_PROVEN.
    4. Otherwise: GO.
    """
    results, rows = tuple(results), tuple(rows)
    open_risks = [
        result
        for result in results
        if result.findings and result.label is When.FIX_NOW and result.severity in profile.must_hold
    ]
    if open_risks:
        worst = min((result.severity for result in open_risks), key=lambda one: one.rank)
        ids = tuple(result.check.id for result in open_risks)
        return Verdict(Decision.NO_GO, scope, _no_go(worst, open_risks), ids)
    unproven = tuple(state.row.id for state in rows if _must_prove(state, results, profile))
    if unproven:
        return Verdict(Decision.NOT_PROVEN, scope, _not_proven(len(unproven), profile), unproven)
    if all(state.status is RowStatus.NOT_APPLICABLE for state in rows):
        return Verdict(Decision.NOT_PROVEN, scope, "there was nothing to judge")
    proven = any(
        profile.demands_proof(state.row) and state.status is not RowStatus.NOT_APPLICABLE
        for state in rows
    )
    rule = (
        f"every {_kinds(profile.must_prove)} row is proven"
        if proven
        else "nothing fails that cannot wait"
    )
    return Verdict(Decision.GO, scope, rule)


def _must_prove(state: RowState, results: tuple[Result, ...], profile: Profile) -> bool:
    """Whether a row's state keeps the profile from GO, nothing having failed outright."""
    if state.row.id in profile.also_prove:
        return state.status in {RowStatus.UNKNOWN, RowStatus.FAIL}
    if state.status is not RowStatus.UNKNOWN or not profile.demands_proof(state.row):
        return False
    unseen = [one for one in results if one.check.id in state.checks and one.status == "unknown"]
    return not unseen or any(one.severity in profile.must_prove for one in unseen)


def _no_go(worst: Severity, risks: list[Result]) -> str:
    count = sum(1 for risk in risks if risk.severity is worst)
    rest = len(risks) - count
    said = f"{count} fix-now {worst} {_risks(count)}"
    if rest:
        said += f" and {rest} more fix-now {_risks(rest)}"
    return f"{said} {'is' if len(risks) == 1 else 'are'} open"


def _risks(count: int) -> str:
    return "risk" if count == 1 else "risks"


def _not_proven(count: int, profile: Profile) -> str:
    rows = "row that must be proven is" if count == 1 else "rows that must be proven are"
    return f"nothing fails, but {count} {rows} unknown ({_kinds(profile.must_prove)})"


def _kinds(severities: Iterable[Severity]) -> str:
    return " and ".join(severities)
