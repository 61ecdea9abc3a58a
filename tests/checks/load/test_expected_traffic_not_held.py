from __future__ import annotations

from dataclasses import replace

import pytest
from tests.checks.under_load import phase, run

from launchready.checks.load.expected_traffic_not_held import expected_traffic_not_held
from launchready.facts.crowd import KneeStep, LoadKnee
from launchready.model.check import NothingToJudgeError, UnclearError
from launchready.model.finding import Severity

SEARCH = run(phase("8.0/s"), experiment="knee")
KNEE = LoadKnee(
    steps=(
        KneeStep(16.0, 16.0, 30_000, 0, 80, passed=True),
        KneeStep(17.0, 16.2, 96_000, 0, 85, passed=False),
        KneeStep(18.0, 9.0, 0, 0, 0, passed=False, void="late"),
    ),
    highest_per_s=16.0,
    lowest_bad_per_s=17.0,
    expected_per_s=20.0,
)


def test_fires_with_a_high_risk_where_the_knee_is_below_what_is_expected() -> None:
    [finding] = expected_traffic_not_held.judge(SEARCH, KNEE)
    assert finding.message == (
        "20 journeys a second are expected, and 17 did not hold: response times grew 2 times, or"
        " requests failed (16 held)."
    )
    assert finding.evidence == (
        "asked for 16/s: p95 30 ms, 0 of 80 requests failed, held",
        "asked for 17/s: p95 96 ms, 0 of 85 requests failed, did not hold",
    )
    assert "launchready load knee --expected 20 " in finding.verify
    assert expected_traffic_not_held.severity is Severity.HIGH


def test_the_proof_searches_as_before() -> None:
    asked = replace(SEARCH, asked=("--expected", "20", "--ceiling", "500"))
    [finding] = expected_traffic_not_held.judge(asked, KNEE)
    assert "launchready load knee --expected 20 --ceiling 500 --yes" in finding.verify


def test_what_is_expected_is_itself_too_much() -> None:
    [finding] = expected_traffic_not_held.judge(SEARCH, replace(KNEE, expected_per_s=17.0))
    assert finding.message.startswith("17 journeys a second are expected, and 17 did not hold")


@pytest.mark.parametrize(
    "knee",
    [
        pytest.param(replace(KNEE, expected_per_s=16.0), id="it holds just that"),
        pytest.param(replace(KNEE, expected_per_s=2.0), id="it holds much more"),
        pytest.param(
            replace(KNEE, expected_per_s=16.0, lowest_bad_per_s=0.0), id="nothing was too much"
        ),
    ],
)
def test_stays_quiet(knee: LoadKnee) -> None:
    assert not tuple(expected_traffic_not_held.judge(SEARCH, knee))


@pytest.mark.parametrize(
    ("knee", "why"),
    [
        (replace(KNEE, inconclusive="too noisy"), "too noisy"),
        (
            replace(KNEE, lowest_bad_per_s=0.0),
            "the search went up to 16 of 20 journeys a second",
        ),
        (
            replace(KNEE, expected_per_s=16.5),
            "16 of 16.5 journeys a second held, and 17 did not",
        ),
    ],
)
def test_says_when_it_cannot_be_told(knee: LoadKnee, why: str) -> None:
    with pytest.raises(UnclearError) as unclear:
        tuple(expected_traffic_not_held.judge(SEARCH, knee))
    assert str(unclear.value) == why


@pytest.mark.parametrize("knee", [None, replace(KNEE, expected_per_s=0.0)])
def test_is_not_asked_where_nobody_said_what_is_expected(knee: LoadKnee | None) -> None:
    with pytest.raises(NothingToJudgeError):
        tuple(expected_traffic_not_held.judge(SEARCH, knee))
