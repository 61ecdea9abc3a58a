"""Tables as aligned columns of text, and charts as bars of block characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from launchready.report.view import Series, Table
from launchready.report.visible import ELLIPSIS, visible

CELL = 200
"""Characters of one cell that are shown."""

GAP = 2
NARROWEST = 12
"""Columns that the first column keeps, however wide the others are."""

UNIT = r"(\s?(%|ms|s|µs|/s|x|B|kB|MB|of \d[\d,]*))?"
NUMBER = re.compile(rf"([-+<>≤≥~ ]*\d[\d,.]*{UNIT}( / )?){{1,2}}|-|")
LONGEST_NUMBER = 40
BLOCKS = "▁▂▃▄▅▆▇█"
BARS = 40
"""Characters of a chart's line."""


def numeric(cell: str) -> bool:
    """Whether a cell is a number, with its unit, or stands for none."""
    return len(cell) <= LONGEST_NUMBER and NUMBER.fullmatch(cell) is not None


def numeric_columns(table: Table) -> tuple[bool, ...]:
    """Say of each column whether it holds numbers; the first one holds names."""
    return tuple(
        n > 0 and all(numeric(row[n]) for row in table.rows) for n in range(len(table.head))
    )


def columns(table: Table, width: int) -> tuple[str, ...] | None:
    """Return a table's head and rows as lines of at most `width` columns; None: it is too wide.

    Numbers stand right, words left. The first column gives way where there is no room.
    """
    rows = [[visible(cell, CELL) for cell in row] for row in (table.head, *table.rows)]
    wide = [max(cell_len(row[n]) for row in rows) for n in range(len(table.head))]
    spare = width - sum(wide[1:]) - GAP * (len(wide) - 1)
    if spare < min(wide[0], NARROWEST):
        return None
    wide[0] = min(wide[0], spare)
    right = numeric_columns(table)
    return tuple(
        (" " * GAP).join(_put(cell, wide[n], right=right[n]) for n, cell in enumerate(row)).rstrip()
        for row in rows
    )


def records(table: Table) -> Iterator[tuple[str, str]]:
    """Yield each row as its name and the rest as `head: cell`, for where columns do not fit."""
    for row in table.rows:
        rest = zip(table.head[1:], row[1:], strict=True)
        said = ", ".join(f"{visible(head, CELL)}: {visible(cell, CELL)}" for head, cell in rest)
        yield visible(row[0], CELL), said


def sparkline(series: Series, most: float) -> str:
    """Draw a line as blocks, each the highest of its stretch, against `most` at full height."""
    if len(series.points) <= BARS:
        return "".join(_block(y, most) for _, y in series.points)
    low, high = series.points[0][0], series.points[-1][0]
    bins: list[float | None] = [None] * BARS
    for x, y in series.points:
        place = min(BARS - 1, int((x - low) / ((high - low) or 1.0) * BARS))
        bins[place] = max(y, bins[place] or 0.0)
    return "".join(" " if one is None else _block(one, most) for one in bins)


def _block(value: float, most: float) -> str:
    return BLOCKS[min(len(BLOCKS) - 1, int(value / most * len(BLOCKS)))] if most > 0 else BLOCKS[0]


def _put(cell: str, wide: int, *, right: bool) -> str:
    if cell_len(cell) > wide:
        cell = _cut(cell, wide)
    pad = " " * (wide - cell_len(cell))
    return pad + cell if right else cell + pad


def _cut(cell: str, wide: int) -> str:
    while cell and cell_len(cell) + len(ELLIPSIS) > wide:
        cell = cell[:-1]
    return cell + ELLIPSIS


def lowest_and_highest(all_series: Sequence[Series]) -> tuple[float, float]:
    """Return the lowest and the highest value of several lines."""
    values = [y for series in all_series for _, y in series.points]
    return min(values, default=0.0), max(values, default=0.0)
