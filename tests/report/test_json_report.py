from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator, ValidationError

from launchready.report.json_report import document, render, schema
from launchready.report.view import Report

HOSTILE = "\x1b[31m\u202e<script>\ud800\x7f"


def valid(text: str) -> None:
    Draft202012Validator(schema()).validate(json.loads(text))


def test_the_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(schema())


def test_every_report_follows_the_schema(
    report: Report,
    quiet_report: Report,
    crowded_report: Report,
    everywhere: Callable[[str], Report],
) -> None:
    empty = replace(report, status=None, change=None, results=(), rows=(), stops=())
    for one in (report, quiet_report, crowded_report, empty, everywhere(HOSTILE)):
        valid(render(one))


def test_the_schema_refuses_a_failure_without_a_finding(report: Report) -> None:
    broken = json.loads(render(report))
    broken["outcomes"][0]["findings"] = []
    with pytest.raises(ValidationError):
        valid(json.dumps(broken))


def test_the_keys_that_others_rely_on(report: Report) -> None:
    said = document(report)
    assert said["schema"] == "launchready.audit/1"
    assert said["verdict"] == "NO_GO"
    assert said["status_verdict"]["verdict"] == "NO_GO"
    assert said["took_ms"] == 843.2
    assert said["at"] == "2026-10-27T14:03:11+00:00"
    assert said["network"]["dns_queries"] == 41
    assert said["network"]["connections"] == 37
    first = said["outcomes"][0]
    assert first["check"] == "cors-any-origin-with-credentials"
    assert (first["area"], first["severity"]) == ("cors", "blocker")
    assert (first["label"], first["status"]) == ("fix now", "failed")
    assert set(first["findings"][0]) == {"subject", "message", "evidence", "fix", "verify"}


def test_unknown_and_not_applicable_say_why(report: Report) -> None:
    outcomes = {one["check"]: one for one in document(report)["outcomes"]}
    assert outcomes["asset-not-cacheable"]["status"] == "unknown"
    assert outcomes["asset-not-cacheable"]["why"] == "a bot wall stands before it"
    assert outcomes["no-rate-limit-on-login"]["why"] == "no login route is declared"


def test_an_accepted_risk_is_never_silently_gone(report: Report) -> None:
    [taken] = document(report)["accepted"]
    assert taken["check"] == "server-version-shown"
    assert taken["owner"] == "Ada Lindqvist"
    assert taken["until"] == "2026-11-30"


def test_strings_are_word_for_word_and_printing_them_is_safe(
    everywhere: Callable[[str], Report],
) -> None:
    text = render(everywhere(HOSTILE))
    assert text.isascii()
    assert all(character.isprintable() or character == "\n" for character in text)
    assert json.loads(text)["target"] == "\x1b[31m\u202e<script>\ufffd\x7f"
