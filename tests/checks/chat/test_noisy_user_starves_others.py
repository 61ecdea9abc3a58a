from __future__ import annotations

import pytest
from tests.checks.under_load import PROFILE, fairness, took

from launchready.checks.chat.noisy_user_starves_others import noisy_user_starves_others
from launchready.facts.crowd import LoadFairness
from launchready.model.check import UnclearError

STARVED = took((100, 60), (100, 820))
FIRES = [
    pytest.param(
        fairness(beside=STARVED),
        "Beside one noisy user the others got 20.5 times as slow: one visitor in twenty waited"
        " 40 ms or longer before, and 820 ms or longer then.",
        id="slow",
    ),
    pytest.param(
        fairness(others_failed=30, beside=took((170, 44))),
        "Beside one noisy user 30 of the others' 200 requests failed.",
        id="failing",
    ),
]


@pytest.mark.parametrize(("given", "said"), FIRES)
def test_fires(given: LoadFairness, said: str) -> None:
    [finding] = noisy_user_starves_others.judge(given, PROFILE)
    assert (finding.subject, finding.message) == ("product", said)
    assert "launchready load fairness" in finding.verify


def test_the_evidence_tells_both_sides() -> None:
    [finding] = noisy_user_starves_others.judge(fairness(beside=STARVED), PROFILE)
    assert finding.evidence == (
        "others, 20 users at 12/s, calm: 200 answers, p50 40 ms, p95 40 ms",
        (
            "others, beside the noisy one: 200 answers, p50 60 ms, p95 820 ms; 0 times 429 and 0"
            " other failures in 200"
        ),
        "the noisy one at 60/s: 100 of 600 served, 500 times 429",
    )


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(fairness(), id="a limiter holds"),
        pytest.param(fairness(noisy_limited=0, noisy_served=600), id="no limiter, and room enough"),
        pytest.param(fairness(beside=took((200, 78))), id="not quite twice"),
        pytest.param(
            fairness(calm=took((200, 3)), beside=took((200, 30))), id="3 ms to 30 ms is noise"
        ),
        pytest.param(fairness(others_limited=190), id="refusals are another check's"),
    ],
)
def test_stays_quiet(given: LoadFairness) -> None:
    assert not tuple(noisy_user_starves_others.judge(given, PROFILE))


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(fairness(beside=STARVED, void="this machine was too busy"), id="void"),
        pytest.param(fairness(beside=took((59, 820))), id="too few"),
        pytest.param(
            fairness(calm=took((90, 30), (4, 900)), beside=took((90, 30), (6, 900))),
            id="chance could be it",
        ),
    ],
)
def test_says_when_it_cannot_be_told(given: LoadFairness) -> None:
    with pytest.raises(UnclearError):
        tuple(noisy_user_starves_others.judge(given, PROFILE))
