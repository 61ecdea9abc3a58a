from __future__ import annotations

import pytest
from tests.checks.under_load import fairness

from launchready.checks.chat.retry_after_missing import retry_after_missing
from launchready.facts.crowd import LoadFairness
from launchready.facts.platform import Platform
from launchready.model.check import NothingToJudgeError, UnclearError


def test_fires_where_refusals_do_not_say_when() -> None:
    [finding] = retry_after_missing.judge(fairness(retry_after=0, others_limited=4), None)
    assert finding.message == "504 of 504 answers with 429 did not say when to come back."
    [finding] = retry_after_missing.judge(fairness(retry_after=1), Platform(hosting="nginx"))
    assert "add_header Retry-After" in finding.fix


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(fairness(), id="each says when"),
        pytest.param(fairness(retry_after=520), id="some 503 say it too"),
    ],
)
def test_stays_quiet(given: LoadFairness) -> None:
    assert not tuple(retry_after_missing.judge(given, None))


def test_nobody_refused_is_nothing_to_judge_and_void_is_unknown() -> None:
    with pytest.raises(NothingToJudgeError):
        tuple(retry_after_missing.judge(fairness(noisy_limited=0), None))
    with pytest.raises(UnclearError):
        tuple(retry_after_missing.judge(fairness(retry_after=0, void="too busy"), None))
