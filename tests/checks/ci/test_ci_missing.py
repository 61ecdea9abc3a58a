from __future__ import annotations

from typing import Any

import pytest
from tests.checks.findings import complete

from launchready.checks.ci.ci_missing import ci_missing as check
from launchready.facts.delivery import Pipeline, Pipelines
from launchready.facts.stack import Trace

FIRES: dict[str, dict[str, Any]] = {
    "no pipeline at all": {"pipelines": Pipelines()},
    "only started by hand": {
        "pipelines": Pipelines(
            pipelines=(
                Pipeline(Trace("w.yml"), "GitHub Actions", merge_requests=False, automatic=False),
            )
        )
    },
}
QUIET: dict[str, dict[str, Any]] = {
    "runs by itself": {
        "pipelines": Pipelines(
            pipelines=(Pipeline(Trace("w.yml"), "GitHub Actions", merge_requests=True),)
        )
    },
    "a script that a system outside runs": {
        "pipelines": Pipelines(pipelines=(Pipeline(Trace(".ci/run"), "a script for CI"),))
    },
}


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: dict[str, Any]) -> None:
    assert complete(check.judge(**facts), absence=True)


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: dict[str, Any]) -> None:
    assert not list(check.judge(**facts))


def test_says_what_is_wrong_and_where() -> None:
    [finding, *_] = check.judge(**FIRES["no pipeline at all"])
    assert finding.subject == "the repository"
    assert (
        finding.message
        == "The repository defines no pipeline, so nothing is tried before it is merged."
    )
