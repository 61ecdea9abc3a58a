"""The report that programs read. Its shape is `schema/audit-1.json`; a new shape is a new version.

Strings are word for word what was seen; the JSON itself is ASCII, so that printing it is safe.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import resources
from typing import Any

from launchready.model.finding import Finding
from launchready.model.outcome import Failed, Gap, NotApplicable, NotMeasured, Passed
from launchready.model.result import AcceptedFinding, Result
from launchready.model.verdict import RowState, Verdict
from launchready.report import ranking
from launchready.report.view import Change, Chart, Entry, Report, Table

SCHEMA = "launchready.audit/1"

Json = dict[str, Any]


def render(report: Report) -> str:
    """Render as indented ASCII JSON with a line break at the end."""
    return json.dumps(scalars(document(report)), indent=2, allow_nan=False) + "\n"


def schema() -> Json:
    """Return the JSON Schema that every rendered report follows."""
    text = resources.files("launchready.report").joinpath("schema/audit-1.json").read_text("utf-8")
    parsed: Json = json.loads(text)
    return parsed


def document(report: Report) -> Json:
    """Return the report as plain values; open risks come first, ranked."""
    ranked = ranking.risks(report.results, report.rows)
    rest = tuple(result for result in report.results if not result.findings)
    return {
        "schema": SCHEMA,
        "version": report.version,
        "run_id": report.run_id,
        "target": report.target,
        "profile": report.profile.name,
        "profile_title": report.profile.title,
        "at": report.at.isoformat(),
        "took_ms": round(report.took_ms, 1),
        "verdict": report.verdict.decision.value,
        "decided_by": report.verdict.decided_by,
        "deciding": list(report.verdict.deciding),
        "scope": report.verdict.scope,
        "status_verdict": _verdict(report.status),
        "still_to_prove": [state.row.id for state in ranking.still_to_prove(report)],
        "areas": [_area(score) for score in ranking.area_scores(report)],
        "outcomes": [_outcome(result) for result in (*ranked, *rest)],
        "accepted": [_accepted(*pair) for pair in ranking.accepted_risks(report.results)],
        "rows": [_row(state, report) for state in report.rows],
        "work": report.work,
        "method": report.method,
        "lines": list(report.lines),
        "demands": [
            {"group": one.group, "name": one.name, "state": one.state.value, "says": one.says}
            for one in report.demands
        ],
        "tables": [_table(table) for table in report.tables],
        "routes": [asdict(one) for one in report.routes],
        "charts": [_chart(chart) for chart in report.charts],
        "traffic_path": report.traffic_path,
        "stops": [{"part": stop.part, "name": stop.name} for stop in report.stops],
        "change": _change(report.change),
        "network": {
            "dns_queries": report.network.dns_queries,
            "connections": report.network.connections,
            "requests": report.network.requests,
            "bytes_in": report.network.bytes_in,
        },
    }


def _verdict(verdict: Verdict | None) -> Json | None:
    if verdict is None:
        return None
    return {
        "verdict": verdict.decision.value,
        "decided_by": verdict.decided_by,
        "deciding": list(verdict.deciding),
        "scope": verdict.scope,
    }


def _area(score: ranking.AreaScore) -> Json:
    return {
        "area": score.area,
        "passed": score.passed,
        "failed": score.failed,
        "unknown": score.unknown,
        "not_applicable": score.not_applicable,
        "accepted": score.accepted,
        "worst": score.worst.value if score.worst else None,
    }


def _outcome(result: Result) -> Json:
    check = result.check
    return {
        "check": check.id,
        "area": check.area,
        "severity": result.severity.value,
        "label": result.label.value,
        "status": result.status,
        "title": check.title,
        "impact": check.impact,
        "why": _why(result),
        "rows": list(check.rows),
        "references": list(check.references),
        "subjects": list(result.outcome.subjects) if isinstance(result.outcome, Passed) else [],
        "findings": [_finding(finding) for finding in result.findings],
        "gaps": [{"subject": gap.subject, "why": gap.why} for gap in _gaps(result)],
        "expired": [
            {"subject": one.subject, "owner": one.owner, "reason": one.reason, "until": one.until}
            for one in result.expired
        ],
        "unmatched": [
            {"subject": one.subject, "owner": one.owner, "reason": one.reason, "until": one.until}
            for one in result.unmatched
        ],
    }


def _why(result: Result) -> str:
    match result.outcome:
        case NotApplicable(why=why) | NotMeasured(why=why):
            return why
        case Passed() | Failed():
            return ""


def _gaps(result: Result) -> tuple[Gap, ...]:
    match result.outcome:
        case Failed(gaps=gaps) | NotMeasured(gaps=gaps):
            return gaps
        case Passed() | NotApplicable():
            return ()


def _finding(finding: Finding) -> Json:
    return {
        "subject": finding.subject,
        "message": finding.message,
        "evidence": list(finding.evidence),
        "fix": finding.fix,
        "verify": finding.verify,
    }


def _accepted(result: Result, taken: AcceptedFinding) -> Json:
    return {
        "check": result.check.id,
        "title": result.check.title,
        "severity": result.severity.value,
        "owner": taken.by.owner,
        "reason": taken.by.reason,
        "until": taken.by.until,
        "finding": _finding(taken.finding),
    }


def _row(state: RowState, report: Report) -> Json:
    return {
        "row": state.row.id,
        "area": state.row.area,
        "says": state.row.says,
        "severity": report.profile.severity_of(state.row).value,
        "status": state.status.value,
        "why": state.why,
        "surface": state.row.surface,
        "checks": list(state.checks),
    }


def _table(table: Table) -> Json:
    return {
        "title": table.title,
        "head": list(table.head),
        "rows": [list(row) for row in table.rows],
        "note": table.note,
    }


def _chart(chart: Chart) -> Json:
    return {
        "title": chart.title,
        "x": chart.x,
        "y": chart.y,
        "series": [
            {"name": one.name, "points": [list(point) for point in one.points]}
            for one in chart.series
        ],
        "limits": [{"at": at, "says": says} for at, says in chart.limits],
        "marks": [{"at": at, "says": says} for at, says in chart.marks],
        "ticks": [{"at": at, "says": says} for at, says in chart.ticks],
        "note": chart.note,
    }


def _change(change: Change | None) -> Json | None:
    if change is None:
        return None
    return {
        "since": change.since.isoformat(),
        "fixed": _entries(change.fixed),
        "new": _entries(change.new),
        "worse": _entries(change.worse),
    }


def _entries(entries: tuple[Entry, ...]) -> list[Json]:
    return [
        {
            "check": entry.check,
            "subject": entry.subject,
            "title": entry.title,
            "why": entry.why,
        }
        for entry in entries
    ]


def scalars(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Replace lone surrogates: they are no text, and strict readers refuse them (RFC 7493, 2.1)."""
    match value:
        case str():
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case list():
            return [scalars(one) for one in value]
        case dict():
            return {key: scalars(one) for key, one in value.items()}
        case _:
            return value
