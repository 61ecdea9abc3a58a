from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.model.finding import Finding
from launchready.model.outcome import Failed
from launchready.report import junit, sarif, workflow_commands
from launchready.report.places import Place, place_of
from launchready.report.view import Report

SARIF: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name", "rules"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {"type": "object", "required": ["id"]},
                                    }
                                },
                            }
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "invocations": {
                        "type": "array",
                        "items": {"type": "object", "required": ["executionSuccessful"]},
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["ruleId", "message", "locations", "level"],
                            "properties": {
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "message": {"type": "object", "required": ["text"]},
                                "locations": {
                                    "type": "array",
                                    "minItems": 1,
                                    "items": {
                                        "type": "object",
                                        "required": ["physicalLocation"],
                                        "properties": {
                                            "physicalLocation": {
                                                "type": "object",
                                                "required": ["artifactLocation", "region"],
                                                "properties": {
                                                    "region": {
                                                        "type": "object",
                                                        "properties": {
                                                            "startLine": {
                                                                "type": "integer",
                                                                "minimum": 1,
                                                            }
                                                        },
                                                    }
                                                },
                                            }
                                        },
                                    },
                                },
                                "partialFingerprints": {
                                    "type": "object",
                                    "additionalProperties": {"type": "string"},
                                },
                                "suppressions": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "required": ["kind"],
                                        "properties": {"kind": {"enum": ["inSource", "external"]}},
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}
"""What SARIF 2.1.0 asks of a log (OASIS, sections 3.13 to 3.28), as far as this report goes."""


def at(report: Report, subject: str, message: str = "Something is wrong.") -> Report:
    """The report with one finding alone, at a subject."""
    [first, *_] = [one for one in report.results if one.findings]
    finding = Finding(subject, message, "Repair it.", "true", ("seen",))
    return replace(report, results=(replace(first, outcome=Failed((finding,))),))


@pytest.mark.parametrize(
    ("subject", "place"),
    [
        ("src/app.py:12", Place("src/app.py", 12)),
        ("Dockerfile:3", Place("Dockerfile", 3)),
        (".env", Place(".env")),
        (".github/workflows/ci.yml:9", Place(".github/workflows/ci.yml", 9)),
        ("app/(shop)/[id]/page.tsx:4", Place("app/(shop)/[id]/page.tsx", 4)),
        ("package-lock.json", Place("package-lock.json")),
        ("shop.example", None),
        ("shop.example:443", None),
        ("https://shop.example/app.js:3", None),
        ("../etc/passwd:1", None),
        ("/etc/passwd:1", None),
        ("the repository", None),
        ("_dmarc.shop.example TXT", None),
    ],
)
def test_places_in_files_are_told_from_hosts(subject: str, place: Place | None) -> None:
    assert place_of(subject) == place


def test_sarif_has_the_shape_that_readers_ask_for(report: Report) -> None:
    log = json.loads(sarif.render(report))
    jsonschema.validate(log, SARIF)
    [run] = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rules[one["ruleIndex"]] == one["ruleId"] for one in run["results"])
    assert run["properties"]["verdict"] == "NO_GO"
    accepted = [one for one in run["results"] if "suppressions" in one]
    assert [one["suppressions"][0]["kind"] for one in accepted] == ["external"]
    assert run["invocations"][0]["toolExecutionNotifications"]


def test_sarif_points_at_the_line(report: Report) -> None:
    [run] = sarif.document(at(report, "src/app.py:12"))["runs"]
    [location] = run["results"][0]["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "src/app.py", "uriBaseId": "ROOT"},
        "region": {"startLine": 12},
    }


def test_a_fingerprint_stays_when_lines_move_and_changes_with_the_finding(report: Report) -> None:
    def mark(subject: str, message: str) -> str:
        [run] = sarif.document(at(report, subject, message))["runs"]
        return str(run["results"][0]["partialFingerprints"]["launchready/v1"])

    assert mark("a.py:3", "x") == mark("a.py:9", "x")
    assert len({mark("a.py:3", "x"), mark("b.py:3", "x"), mark("a.py:3", "y")}) == 3


def test_junit_counts_failures_and_skips_what_is_unknown(report: Report) -> None:
    root = ET.fromstring(junit.render(report))  # noqa: S314 - our own text
    cases = root.findall(".//testcase")
    assert root.get("tests") == str(len(cases)) == str(len(report.results))
    failed = [case for case in cases if case.find("failure") is not None]
    assert root.get("failures") == str(len(failed)) != "0"
    unknown = [one for one in report.results if one.status == "unknown"]
    skipped = [case.find("skipped") for case in cases]
    messages = [one.get("message", "") for one in skipped if one is not None]
    assert len([one for one in messages if one.startswith("could not be seen")]) == len(unknown)


def test_annotations_stand_at_their_line_and_end_with_the_verdict(report: Report) -> None:
    first, last, end = workflow_commands.render(at(report, "src/a,b.py:7", "100%\nbroken")).split(
        "\n"
    )
    assert first.startswith("::warning file=src/a%2Cb.py,line=7,title=")
    assert first.endswith("::100%25%0Abroken%0AFix: Repair it.")
    assert last.startswith("::notice title=launchready::NO_GO")
    assert end == ""


@pytest.mark.parametrize(
    "text", ["\n::error::x", "%0A::stop-commands::x", "\x1b[2J", "]]>", "<!--"]
)
def test_no_text_of_a_target_breaks_out(everywhere: Callable[[str], Report], text: str) -> None:
    report = everywhere(text)
    lines = workflow_commands.render(report).rstrip("\n").split("\n")
    assert all(line.startswith(("::error ", "::warning ", "::notice")) for line in lines)
    assert "\x1b" not in "".join(lines)
    assert ET.fromstring(junit.render(report)).tag == "testsuites"  # noqa: S314 - our own text
    jsonschema.validate(json.loads(sarif.render(report)), SARIF)


@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(exclude_categories=[]), max_size=60))
def test_any_subject_is_placed_or_not(subject: str) -> None:
    place = place_of(subject)
    assert place is None or (place.line > 0 and ".." not in place.path.split("/"))
