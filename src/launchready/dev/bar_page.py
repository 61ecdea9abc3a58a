"""The page that shows every row of the bar and what answers it so far."""

from __future__ import annotations

from launchready.checks import all_checks
from launchready.model.bar import How, Row
from launchready.profiles import load_bar

HEAD = """\
<!-- Made by `make docs` from the bar and the checks. -->
# The bar

Everything that must hold before the first customers. A row is as good as the worst of its checks;
a row that nothing has answered is unknown, and an unknown is never a pass.
"""


def bar_page() -> str:
    """Render all rows by area, then the rows that have no check yet."""
    bar = load_bar()
    by_row: dict[str, list[str]] = {}
    for check in all_checks():
        for row_id in check.rows:
            by_row.setdefault(row_id, []).append(check.id)
    open_rows = [row for row in bar.rows if row.id not in by_row]
    lines = [HEAD, f"{len(bar.rows)} rows; {len(bar.rows) - len(open_rows)} have checks."]
    for area in bar.areas:
        lines += [
            "",
            f"## {area}",
            "| row | severity | must hold | answered by |",
            "|---|---|---|---|",
        ]
        lines += [_line(row, by_row.get(row.id, [])) for row in bar.area(area)]
    lines += ["", "## Rows without a check yet", ""]
    lines += [f"- `{row.id}`: {', '.join(row.how)}" for row in open_rows]
    return "\n".join(lines) + "\n"


def _line(row: Row, checks: list[str]) -> str:
    ways = [f"[`{one}`](checks/{one}.md)" for one in checks]
    if How.ANSWER in row.how:
        ways.append(f"`launchready answer {row.id}`")
    return f"| `{row.id}` | {row.severity} | {row.says} | {', '.join(ways) or 'nothing yet'} |"
