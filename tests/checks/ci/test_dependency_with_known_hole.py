from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.ci.dependency_with_known_hole import dependency_with_known_hole as check
from launchready.facts.delivery import DependencyHoles, Hole


def seen(severity: str) -> DependencyHoles:
    hole = Hole("package-lock.json", "lodash", "4.17.11", "GHSA-jf85", severity, "4.17.21")
    return DependencyHoles(audited=("package-lock.json (npm audit)",), holes=(hole,))


FIRES: dict[str, dict[str, Any]] = {
    "critical": {"audit": seen("critical")},
    "high": {"audit": seen("high")},
    "nobody says how bad": {"audit": seen("")},
}
QUIET: dict[str, dict[str, Any]] = {
    "moderate": {"audit": seen("moderate")},
    "none": {"audit": DependencyHoles()},
}


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: dict[str, Any]) -> None:
    assert complete(check.judge(**facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: dict[str, Any]) -> None:
    assert not list(check.judge(**facts))


def test_says_what_is_wrong_and_where() -> None:
    [finding, *_] = check.judge(**FIRES["critical"])
    assert finding.subject == "package-lock.json: lodash"
    assert finding.message == "lodash 4.17.11 has a known hole (critical): GHSA-jf85."
