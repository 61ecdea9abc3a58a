"""Tables and charts on a terminal."""

from __future__ import annotations

from rich.text import Text

from launchready.report.columns import columns, lowest_and_highest, records, sparkline
from launchready.report.sheet import Sheet, said
from launchready.report.view import Chart, Report, Table
from launchready.report.visible import visible

LINES = 6
"""Lines of a chart that are shown."""

NAME = 24


def show_figures(sheet: Sheet, report: Report) -> None:
    """Add every table, and every chart as lines of blocks; `plain` sheets leave charts out."""
    for table in report.tables:
        show_table(sheet, table)
    if sheet.plain:
        return
    for chart in report.charts:
        _chart(sheet, chart)


def show_table(sheet: Sheet, table: Table) -> None:
    """Add a table under its title; one that is too wide becomes a record for each row."""
    sheet.heading(visible(table.title, NAME * 4))
    if table.note:
        sheet.put(said(table.note, "dim"))
    if not table.rows:
        return
    lines = columns(table, sheet.width)
    if lines is None:
        for name, rest in records(table):
            sheet.put(Text.assemble((name, "bold"), "  ", rest))
        return
    for number, line in enumerate(lines):
        sheet.line(line, "dim" if number == 0 else "")


def _chart(sheet: Sheet, chart: Chart) -> None:
    shown = tuple(series for series in chart.series[:LINES] if series.points)
    if not shown:
        return
    sheet.heading(visible(chart.title, NAME * 4))
    _, most = lowest_and_highest(shown)
    wide = min(NAME, max(len(series.name) for series in shown))
    for series in shown:
        low, high = lowest_and_highest((series,))
        lead = said(series.name, limit=NAME)
        lead.pad_right(max(0, wide - lead.cell_len) + 2)
        span = f"  {low:,.4g} to {high:,.4g} {visible(_unit(chart.y), NAME)}".rstrip()
        sheet.put(Text.assemble(sparkline(series, most), span), lead)
    if chart.note:
        sheet.put(said(chart.note, "dim"))


def _unit(axis: str) -> str:
    """Return what an axis counts in: the part behind its last comma."""
    return axis.rpartition(", ")[2]
