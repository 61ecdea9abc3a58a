"""Tables and charts in GitHub's Markdown; a chart is what its note says."""

from __future__ import annotations

from collections.abc import Iterator

from launchready.report.columns import numeric_columns
from launchready.report.markdown_text import prose
from launchready.report.view import Report, Table

BUDGET = 14_000
"""Characters that all tables may fill."""

CELL = 120
SENTENCE = 600


def tables(report: Report) -> Iterator[str]:
    """Yield every table, up to a budget of characters, then what the charts show."""
    left = BUDGET
    for table in report.tables:
        parts = tuple(one_table(table, left))
        left -= sum(map(len, parts))
        yield from parts
    notes = [f"- {prose(chart.note, SENTENCE)}" for chart in report.charts if chart.note]
    if notes:
        yield "## Over time and by percentile"
        yield "\n".join(notes)


def one_table(table: Table, most: int = BUDGET) -> Iterator[str]:
    """Yield a table's title, note and rows; past `most` characters rows are only counted."""
    yield f"## {prose(table.title, CELL)}"
    if table.note:
        yield prose(table.note, SENTENCE)
    if table.rows:
        yield "\n".join(_within(_rows(table), most))


def _rows(table: Table) -> list[str]:
    right = numeric_columns(table)
    rule = [("---:" if one else "---") for one in right]
    return [
        _row([prose(cell, CELL) for cell in table.head]),
        _row(rule),
        *(_row([prose(cell, CELL) for cell in row]) for row in table.rows),
    ]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _within(rows: list[str], left: int) -> Iterator[str]:
    """Keep the head, and rows as long as there is room; the rest are counted."""
    for number, row in enumerate(rows):
        left -= len(row) + 1
        if left < 0 and number >= len(rows[:2]):
            cells = max(0, rows[1].count("|") - 2)
            yield f"| and {len(rows) - number} more |{' |' * cells}"
            return
        yield row
