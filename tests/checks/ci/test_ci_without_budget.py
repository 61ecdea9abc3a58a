from __future__ import annotations

from typing import Any

import pytest

from launchready.checks.ci.ci_without_budget import ci_without_budget as check
from launchready.facts.delivery import BudgetInPipeline, Purpose, Step
from launchready.facts.stack import Trace

FIRES: dict[str, dict[str, Any]] = {
    "no such step": {"found": BudgetInPipeline(at="ci.yml", languages=("Python",))},
    "its failure is ignored": {
        "found": BudgetInPipeline(
            steps=(Step(Trace("ci.yml", 7, "x || true"), (Purpose.BUDGET,), blocking=False),),
            at="ci.yml",
        )
    },
}
QUIET: dict[str, dict[str, Any]] = {
    "a step stops the pipeline": {
        "found": BudgetInPipeline(
            steps=(Step(Trace("ci.yml", 7, "x"), (Purpose.BUDGET,)),), at="ci.yml"
        )
    },
    "one of two steps stops it": {
        "found": BudgetInPipeline(
            steps=(
                Step(Trace("ci.yml", 6, "x"), (Purpose.BUDGET,), blocking=False),
                Step(Trace("ci.yml", 7, "x"), (Purpose.BUDGET,)),
            ),
            at="ci.yml",
        )
    },
}


@pytest.mark.parametrize("facts", FIRES.values(), ids=FIRES.keys())
def test_fires(facts: dict[str, Any]) -> None:
    assert list(check.judge(**facts))


@pytest.mark.parametrize("facts", QUIET.values(), ids=QUIET.keys())
def test_stays_quiet(facts: dict[str, Any]) -> None:
    assert not list(check.judge(**facts))


def test_says_what_is_wrong_and_where() -> None:
    [finding, *_] = check.judge(**FIRES["no such step"])
    assert finding.subject == "ci.yml"
    assert finding.message == "No step of the pipeline runs a speed budget."
