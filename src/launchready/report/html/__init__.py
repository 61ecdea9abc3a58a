"""The report as one HTML file: no script, no request, light and dark, for screen and paper."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from launchready.derive.pattern import lazy
from launchready.model.outcome import NotApplicable, NotMeasured, Passed
from launchready.model.verdict import RowState, RowStatus
from launchready.report import phrases, ranking
from launchready.report.checklist import tally
from launchready.report.columns import numeric_columns
from launchready.report.html.drawing import BOX_WIDTH, route, squares
from launchready.report.html.plot import NARROW, WIDE, plot
from launchready.report.view import Report
from launchready.report.visible import visible, visible_lines

LONGEST = 4000
"""Characters of one text that are shown."""

CODE = lazy(r"`([^`\n]{1,300})`")

SHEETS = ("tokens.css", "page.css", "parts.css", "figures.css", "print.css")


def render(report: Report) -> str:
    """Render one HTML document, complete in itself."""
    style = _style()
    risks = ranking.risks(report.results, report.rows)
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            style=Markup(style),  # noqa: S704 - our own file, and its hash is in the policy
            style_hash=_policy_hash(style),
            risks=risks,
            open_risks=ranking.in_detail(risks),
            scores=ranking.area_scores(report),
            spots=ranking.blind_spots(report.results),
            accepted=ranking.accepted_risks(report.results),
            expired=ranking.expired_acceptances(report.results),
            unmatched=ranking.unmatched_acceptances(report.results),
            rows=ranking.areas_of_rows(report.rows),
            ran=sum(not isinstance(one.outcome, NotApplicable) for one in report.results),
            passed=sum(isinstance(one.outcome, Passed) for one in report.results),
            unseen=sum(isinstance(one.outcome, NotMeasured) for one in report.results),
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("launchready.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["lines"] = _lines
    environment.filters["marked"] = _marked
    environment.filters["worst"] = _worst
    environment.tests["unanswered"] = ranking.unanswered
    environment.globals.update(
        phrases=phrases,
        tally=tally,
        squares=squares,
        route=route,
        plot=plot,
        numeric_columns=numeric_columns,
        wide=WIDE,
        narrow=NARROW,
        box_width=BOX_WIDTH,
        places=ranking.PLACES,
        newline=Markup("\n"),
    )
    return environment


def _shown(value: object) -> object:
    """Make every text visible on its way into the page; no template can forget to."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value, LONGEST)
    return value


def _lines(text: str) -> Markup:
    return Markup("\n").join(visible_lines(text, LONGEST))


def _marked(text: str) -> Markup:
    """Show the lines of a sentence of ours, with what stands between backticks as code."""
    return Markup("\n").join(
        Markup(CODE.sub(r"<code>\1</code>", str(escape(line))))  # noqa: S704 - escaped before
        for line in visible_lines(text, LONGEST)
    )


def _worst(states: tuple[RowState, ...]) -> str:
    """Name the status that the head of a group of rows shows: its worst."""
    order = (RowStatus.FAIL, RowStatus.UNKNOWN, RowStatus.PASS, RowStatus.NOT_APPLICABLE)
    return min((state.status for state in states), key=order.index).value.replace(" ", "-")


def _policy_hash(style: str) -> str:
    """Return the source expression that lets this style sheet through (CSP 3, section 2.3.1)."""
    digest = hashlib.sha256(style.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


@cache
def _style() -> str:
    folder = resources.files("launchready.report.html").joinpath("style")
    return "\n".join(folder.joinpath(name).read_text("utf-8") for name in SHEETS)
