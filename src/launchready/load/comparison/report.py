"""Two runs compared, written for people, for a pull request and for programs."""

from __future__ import annotations

import json

from launchready.load.comparison.compare import ITSELF, Compared
from launchready.report.figures import show_table
from launchready.report.json_report import scalars
from launchready.report.markdown_tables import one_table
from launchready.report.markdown_text import prose
from launchready.report.phrases import sentence
from launchready.report.sheet import Sheet, said
from launchready.report.view import Demand, Kept

SCHEMA = "launchready.load-compare/1"
MOST = 40
MARKS = {Kept.KEPT: "ok", Kept.BROKEN: "WORSE", Kept.UNKNOWN: "unknown"}

Names = tuple[str, str]


def summary(compared: Compared) -> str:
    """Say in a sentence what became of the routes, then what else was not the same."""
    said = _result(compared)
    if compared.comparable:
        said = " ".join((said, *(sentence(one.says) for one in compared.differences)))
    return said


def _result(compared: Compared) -> str:
    if [one.says for one in compared.demands] == [ITSELF]:
        return "Both are the same run: there is nothing to compare."
    if not compared.comparable:
        return f"Nothing can be compared: {compared.demands[0].says}."
    unknown = sum(one.state is Kept.UNKNOWN for one in compared.demands)
    rest = f"; {unknown} of {len(compared.demands)} figures cannot be compared" if unknown else ""
    if compared.worse:
        return f"Worse beyond noise: {len(compared.worse)}{rest}."
    if unknown == len(compared.demands):
        return "Nothing can be compared."
    if unknown:
        return f"Whether anything became worse is unknown{rest}, and the others did not."
    return "Nothing became worse beyond noise."


def as_text(names: Names, compared: Compared, width: int) -> str:
    """Write for a terminal."""
    sheet = Sheet(width, colour=False, plain=True)
    sheet.put(said(f"{names[0]} -> {names[1]}"))
    sheet.put(said(summary(compared)))
    if compared.comparable:
        show_table(sheet, compared.table)
        sheet.blank()
    for one in _telling(compared):
        sheet.put(said(f"{one.name}: {one.says}"), said(f"{MARKS[one.state]:<8}"))
    return sheet.text()


def as_markdown(names: Names, compared: Compared) -> str:
    """Write for a comment."""
    lines = [
        f"# {prose(names[0])} to {prose(names[1])}",
        prose(summary(compared)),
        *(one_table(compared.table) if compared.comparable else ()),
        "\n".join(
            f"- **{MARKS[one.state]}** {prose(one.name)}: {prose(one.says)}"
            for one in _telling(compared)
        ),
    ]
    return "\n\n".join(line for line in lines if line) + "\n"


def as_json(names: Names, compared: Compared) -> str:
    """Write for programs, as indented ASCII."""
    document = {
        "schema": SCHEMA,
        "before": names[0],
        "after": names[1],
        "comparable": compared.comparable,
        "summary": summary(compared),
        "differences": [
            {
                "what": one.what,
                "before": one.before,
                "after": one.after,
                "comparable": not one.decides,
                "says": one.says,
            }
            for one in compared.differences
        ],
        "worse": [one.name for one in compared.worse],
        "figures": [
            {"name": one.name, "state": one.state.value, "says": one.says}
            for one in compared.demands
        ],
    }
    return json.dumps(scalars(document), indent=2) + "\n"


def _telling(compared: Compared) -> list[Demand]:
    """What changed or could not be compared, the worst first."""
    if not compared.comparable:
        return []
    order = (Kept.BROKEN, Kept.UNKNOWN, Kept.KEPT)
    shown = [one for one in compared.demands if one.state is not Kept.KEPT or "better" in one.says]
    return sorted(shown, key=lambda one: order.index(one.state))[:MOST]
