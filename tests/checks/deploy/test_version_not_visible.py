from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.deploy.version_not_visible import version_not_visible as check
from launchready.facts.matched import LiveCommit, VersionMarks
from launchready.facts.stack import Trace

FIRES: dict[str, dict[str, Any]] = {
    "nothing in the code": {"marks": VersionMarks(), "live": None},
    "and the live product says nothing": {"marks": VersionMarks(), "live": LiveCommit()},
}
QUIET: dict[str, dict[str, Any]] = {
    "a mark in the code": {"marks": VersionMarks(marks=(Trace("app.py", 3),)), "live": None},
    "the live product says it": {"marks": VersionMarks(), "live": LiveCommit(said="4f2c1e9")},
}


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: dict[str, Any]) -> None:
    assert complete(check.judge(**facts), absence=True)


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: dict[str, Any]) -> None:
    assert not list(check.judge(**facts))


def test_says_what_is_wrong_and_where() -> None:
    [finding, *_] = check.judge(**FIRES["nothing in the code"])
    assert finding.subject == "the repository"
    assert finding.message == "No route, header or page of the code tells which commit is running."
