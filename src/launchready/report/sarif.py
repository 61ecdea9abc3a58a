"""SARIF 2.1.0, for code scanning: GitHub, GitLab, Azure and editors read it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from launchready.model.finding import Finding, Severity
from launchready.model.outcome import Failed, NotMeasured
from launchready.model.result import Result
from launchready.report import ranking
from launchready.report.json_report import scalars
from launchready.report.places import place_of
from launchready.report.view import Report

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {Severity.BLOCKER: "error", Severity.HIGH: "error", Severity.MEDIUM: "warning"}
SCORES = {Severity.BLOCKER: "9.5", Severity.HIGH: "8.0", Severity.MEDIUM: "5.0"}
"""What GitHub sorts by: critical from 9.0, high from 7.0, medium from 4.0."""

Json = dict[str, Any]


def render(report: Report) -> str:
    """Render as indented ASCII JSON with a line break at the end."""
    return json.dumps(scalars(document(report)), indent=2, allow_nan=False) + "\n"


def document(report: Report) -> Json:
    """Return the report as a SARIF log with one run; open risks, and accepted ones as such."""
    ranked = ranking.risks(report.results, report.rows)
    accepted = [result for result in report.results if result.accepted]
    rules = list(dict.fromkeys(result.check.id for result in (*ranked, *accepted)))
    by_id = {result.check.id: result for result in report.results}
    results = [
        _result(result, finding, rules) for result in ranked for finding in result.findings
    ] + [
        _result(result, taken.finding, rules, taken.by.reason)
        for result in accepted
        for taken in result.accepted
    ]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "launchready",
                        "version": report.version,
                        "semanticVersion": report.version,
                        "rules": [_rule(by_id[name]) for name in rules],
                    }
                },
                "automationDetails": {"id": f"launchready/{report.run_id}"},
                "columnKind": "utf16CodeUnits",
                "originalUriBaseIds": {"ROOT": {"description": {"text": "the repository"}}},
                "invocations": [_invocation(report)],
                "properties": {
                    "verdict": report.verdict.decision.value,
                    "scope": report.verdict.scope,
                    "decidedBy": report.verdict.decided_by,
                },
                "results": results,
            }
        ],
    }


def _rule(result: Result) -> Json:
    check = result.check
    return {
        "id": check.id,
        "name": "".join(part.capitalize() for part in check.id.split("-")),
        "shortDescription": {"text": check.title},
        "fullDescription": {"text": check.impact},
        "help": {"text": check.manual, "markdown": check.manual},
        "defaultConfiguration": {"level": LEVELS[result.severity]},
        "properties": {
            "tags": [check.area, result.severity.value, *check.rows],
            "security-severity": SCORES[result.severity],
        },
    }


def _result(result: Result, finding: Finding, rules: list[str], accepted: str = "") -> Json:
    place = place_of(finding.subject)
    physical: Json = {
        "artifactLocation": {"uri": place.path if place else ".", "uriBaseId": "ROOT"},
        "region": {"startLine": place.line if place else 1},
    }
    location: Json = {"physicalLocation": physical}
    if place is None:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.subject}]
    said: Json = {
        "ruleId": result.check.id,
        "ruleIndex": rules.index(result.check.id),
        "level": LEVELS[result.severity],
        "message": {"text": f"{finding.message} {finding.fix}"},
        "locations": [location],
        "partialFingerprints": {"launchready/v1": fingerprint(result, finding)},
        "properties": {
            "subject": finding.subject,
            "evidence": list(finding.evidence),
            "verify": finding.verify,
        },
    }
    if accepted:
        said["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": accepted}
        ]
    return said


def fingerprint(result: Result, finding: Finding) -> str:
    """Return what stays the same when lines move: the check, the file or subject, the evidence."""
    place = place_of(finding.subject)
    where = place.path if place else finding.subject
    mark = f"{result.check.id}\0{where}\0{finding.message}"
    return hashlib.sha256(mark.encode("utf-8", "replace")).hexdigest()[:32]


def _invocation(report: Report) -> Json:
    unseen = [
        (result.check.id, gap.subject, gap.why)
        for result in report.results
        if isinstance(result.outcome, Failed | NotMeasured)
        for gap in result.outcome.gaps
    ]
    return {
        "executionSuccessful": True,
        "startTimeUtc": report.at.isoformat().replace("+00:00", "Z"),
        "toolExecutionNotifications": [
            {"level": "note", "message": {"text": f"{check}: {subject}: {why}"}}
            for check, subject, why in unseen
        ],
    }
