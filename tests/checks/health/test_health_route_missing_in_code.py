from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.health.health_route_missing_in_code import (
    health_route_missing_in_code as check,
)
from launchready.facts.matched import CodeRoute, CodeRoutes
from launchready.facts.stack import Trace


def serves(*paths: str) -> CodeRoutes:
    return CodeRoutes(routes=tuple(CodeRoute("GET", one, Trace("app.js", 3)) for one in paths))


FIRES: dict[str, dict[str, Any]] = {
    "none": {"routes": serves("/", "/orders"), "stack": None},
    "a word that only holds it": {"routes": serves("/healthy-food", "/upload"), "stack": None},
}
QUIET: dict[str, dict[str, Any]] = {
    "/health": {"routes": serves("/", "/health"), "stack": None},
    "/healthz": {"routes": serves("/", "/healthz"), "stack": None},
    "/api/health": {"routes": serves("/", "/api/health"), "stack": None},
    "/up": {"routes": serves("/", "/up"), "stack": None},
    "/ready": {"routes": serves("/", "/ready"), "stack": None},
    "/v1/status": {"routes": serves("/", "/v1/status"), "stack": None},
    "/health/live": {"routes": serves("/", "/health/live"), "stack": None},
    "/_health": {"routes": serves("/", "/_health"), "stack": None},
}


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: dict[str, Any]) -> None:
    assert complete(check.judge(**facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: dict[str, Any]) -> None:
    assert not list(check.judge(**facts))


def test_says_what_is_wrong_and_where() -> None:
    [finding, *_] = check.judge(**FIRES["none"])
    assert finding.subject == "the repository"
    assert finding.message == "None of the 2 routes in the code tells if the app is well."
