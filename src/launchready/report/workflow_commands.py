"""Workflow commands of GitHub Actions: each open risk becomes a note on the line it stands in."""

from __future__ import annotations

from launchready.model.finding import Finding, Severity
from launchready.model.result import Result
from launchready.report import ranking
from launchready.report.places import place_of
from launchready.report.view import Report

COMMANDS = {Severity.BLOCKER: "error", Severity.HIGH: "error", Severity.MEDIUM: "warning"}
MOST = 50
"""GitHub shows ten of a kind per step and fifty per job."""


def render(report: Report) -> str:
    """Render one command a line: the gravest risks, then the verdict."""
    risks = ranking.risks(report.results, report.rows)
    lines = [_command(result, finding) for result in risks for finding in result.findings]
    more = len(lines) - MOST
    kept = lines[:MOST]
    if more > 0:
        kept.append(f"::notice::{_text(f'{more} more risks are in the report')}")
    verdict = f"{report.verdict.decision.value}: {report.verdict.decided_by}"
    kept.append(f"::notice title=launchready::{_text(verdict)}")
    return "\n".join((*kept, ""))


def _command(result: Result, finding: Finding) -> str:
    place = place_of(finding.subject)
    title = f"{result.check.title} ({result.severity.value}, {result.check.id})"
    where = f"file={_property(place.path)},line={place.line}," if place else ""
    said = finding.message if place else f"{finding.subject}: {finding.message}"
    text = f"{said}\nFix: {finding.fix}"
    return f"::{COMMANDS[result.severity]} {where}title={_property(title)}::{_text(text)}"


def _text(text: str) -> str:
    """Escape as the runner unescapes: percent first, then line breaks."""
    for mark, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(mark, code)
    # No other control character may reach a log that a terminal shows.
    return "".join(one if one.isprintable() else "\ufffd" for one in text)


def _property(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
