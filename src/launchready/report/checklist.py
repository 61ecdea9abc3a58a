"""Every row of the bar and how it stands, for a terminal and as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.text import Text

from launchready.model.profile import Profile
from launchready.model.verdict import RowState, RowStatus, Verdict
from launchready.report import phrases, ranking
from launchready.report.markdown_text import code, prose
from launchready.report.sheet import Sheet, said

QUOTE = 400
LONGEST = 4000
FOLDED = 3
"""So many rows of an area that nothing has answered are named in one line."""

WORDS = {
    RowStatus.PASS: "pass",
    RowStatus.FAIL: "FAIL",
    RowStatus.UNKNOWN: "UNKNOWN",
    RowStatus.NOT_APPLICABLE: "n/a",
}
STYLES = {
    RowStatus.PASS: "green",
    RowStatus.FAIL: "bold red",
    RowStatus.UNKNOWN: "yellow",
    RowStatus.NOT_APPLICABLE: "dim",
}


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a checklist is of, and what was decided."""

    target: str
    at: datetime
    """When the run began, or as of when the evidence of all runs is judged, UTC."""
    run_id: str
    """Empty where it is the evidence of all runs."""
    verdicts: tuple[Verdict, ...]


def terminal(
    rows: Sequence[RowState],
    profile: Profile,
    *,
    occasion: Occasion | None = None,
    width: int = 100,
    colour: bool = False,
    plain: bool = False,
) -> str:
    """Render all rows by area; each says how it stands, what must hold, and why it stands so.

    Of rows that nothing has answered, an area with many names the ids alone.
    """
    sheet = Sheet(width, colour=colour, plain=plain)
    if occasion is not None:
        _head(sheet, occasion, profile)
    sheet.put(Text(f"{phrases.count(len(rows), 'row')}: {tally(rows)}", "bold"))
    for area, states in ranking.areas_of_rows(rows):
        sheet.heading(f"{area} ({tally(states)})")
        listed, folded = _folded(states)
        for state in listed:
            _row(sheet, state, profile)
        if folded:
            lead = Text(WORDS[RowStatus.UNKNOWN].ljust(9), STYLES[RowStatus.UNKNOWN])
            sheet.put(said(_unanswered(folded, profile), limit=LONGEST), lead)
    return sheet.text()


def _head(sheet: Sheet, occasion: Occasion, profile: Profile) -> None:
    sheet.put(Text.assemble("Checklist of ", said(occasion.target, "bold", QUOTE)))
    sheet.put(said(f"{profile.title} ({profile.name})", "dim", QUOTE))
    date = f"{phrases.when(occasion.at)}, run {occasion.run_id}"
    if not occasion.run_id:
        date = f"The newest evidence of all runs, as of {phrases.day(occasion.at)}"
    sheet.put(said(date, "dim", QUOTE))
    sheet.blank()
    for verdict in occasion.verdicts:
        lead = Text(verdict.decision.value.ljust(12), "bold")
        sheet.put(said(verdict.scope, "bold", QUOTE), lead)
        sheet.put(said(phrases.sentence(verdict.decided_by)), indent=12)
    sheet.blank()


def _folded(states: Sequence[RowState]) -> tuple[Sequence[RowState], Sequence[RowState]]:
    """Part the rows that are listed from those that nothing has answered, where they are many."""
    folded = [state for state in states if ranking.unanswered(state)]
    if len(folded) < FOLDED:
        return states, ()
    return [state for state in states if not ranking.unanswered(state)], folded


def _unanswered(states: Sequence[RowState], profile: Profile) -> str:
    """Count rows that nothing has answered, and name first those that must be proven."""
    wanted = [state.row.id for state in states if profile.demands_proof(state.row)]
    others = [state.row.id for state in states if state.row.id not in wanted]
    parts = [f"must be proven: {', '.join(wanted)}"] if wanted else []
    parts += [f"{'besides' if wanted else 'they are'}: {', '.join(others)}"] if others else []
    return f"{len(states)} rows that nothing has answered yet; {'; '.join(parts)}"


def _row(sheet: Sheet, state: RowState, profile: Profile) -> None:
    lead = Text(WORDS[state.status].ljust(9), STYLES[state.status])
    severity = profile.severity_of(state.row)
    body = Text.assemble(
        (state.row.id, "bold"), (f"  {severity}  ", "dim"), said(state.row.says, limit=QUOTE)
    )
    sheet.put(body, lead)
    if state.why:
        sheet.put(said(state.why, "dim", QUOTE), indent=9)


def markdown(rows: Sequence[RowState], profile: Profile) -> str:
    """Render all rows as one table for each area."""
    parts = [f"# The bar: {prose(profile.title, QUOTE)}", f"{len(rows)} rows: {tally(rows)}."]
    for area, states in ranking.areas_of_rows(rows):
        parts.append(f"## {prose(area)}")
        lines = ["| status | row | severity | what must hold | why |", "|---|---|---|---|---|"]
        listed, folded = _folded(states)
        lines += [
            f"| {WORDS[state.status]} | {code(state.row.id, cell=True)} "
            f"| {profile.severity_of(state.row)} | {prose(state.row.says, QUOTE)} "
            f"| {prose(state.why, QUOTE)} |"
            for state in listed
        ]
        if folded:
            names = ", ".join(code(state.row.id, cell=True) for state in folded)
            lines.append(
                f"| {WORDS[RowStatus.UNKNOWN]} | {len(folded)} rows | | | "
                f"{ranking.UNANSWERED}: {names} |"
            )
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def tally(rows: Sequence[RowState]) -> str:
    """Say how rows stand: `3 pass, 4 fail, 4 unknown, 1 not applicable`."""
    ends = Counter(state.status for state in rows)
    return ", ".join(f"{ends[status]} {status}" for status in RowStatus if ends[status])
