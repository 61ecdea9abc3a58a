from __future__ import annotations

import pytest
from tests.checks.ci.steps import NOTHING_STOPS, SOMETHING_STOPS, in_pipeline
from tests.checks.findings import complete

from launchready.checks.ci.ci_without_budget import ci_without_budget as check
from launchready.facts.delivery import BudgetInPipeline, Purpose


@pytest.mark.parametrize("stops", NOTHING_STOPS)
def test_fires(stops: tuple[bool, ...]) -> None:
    assert complete(check.judge(in_pipeline(BudgetInPipeline, Purpose.BUDGET, stops)))


@pytest.mark.parametrize("stops", SOMETHING_STOPS)
def test_stays_quiet(stops: tuple[bool, ...]) -> None:
    assert not list(check.judge(in_pipeline(BudgetInPipeline, Purpose.BUDGET, stops)))


def test_says_what_is_wrong_and_where() -> None:
    [finding] = check.judge(in_pipeline(BudgetInPipeline, Purpose.BUDGET))
    assert finding.subject == "ci.yml"
    assert finding.message == "No step of the pipeline runs a speed budget."
