"""Every row of the bar and how it stands, for a terminal and as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.text import Text

from launchready.model.profile import Profile
from launchready.model.verdict import RowState, RowStatus
from launchready.report import phrases, ranking
from launchready.report.markdown_text import code, prose
from launchready.report.sheet import Sheet, said

QUOTE = 400

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


def terminal(
    rows: Sequence[RowState],
    profile: Profile,
    *,
    width: int = 100,
    colour: bool = False,
    plain: bool = False,
) -> str:
    """Render all rows by area; each says how it stands, what must hold, and why it stands so."""
    sheet = Sheet(width, colour=colour, plain=plain)
    sheet.put(Text(f"{phrases.count(len(rows), 'row')}: {tally(rows)}", "bold"))
    for area, states in ranking.areas_of_rows(rows):
        sheet.heading(f"{area} ({tally(states)})")
        for state in states:
            _row(sheet, state, profile)
    return sheet.text()


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
        lines += [
            f"| {WORDS[state.status]} | {code(state.row.id, cell=True)} "
            f"| {profile.severity_of(state.row)} | {prose(state.row.says, QUOTE)} "
            f"| {prose(state.why, QUOTE)} |"
            for state in states
        ]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def tally(rows: Sequence[RowState]) -> str:
    """Say how rows stand: `3 pass, 4 fail, 4 unknown, 1 not applicable`."""
    ends = Counter(state.status for state in rows)
    return ", ".join(f"{ends[status]} {status}" for status in RowStatus if ends[status])
