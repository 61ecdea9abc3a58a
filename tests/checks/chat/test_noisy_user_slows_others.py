from __future__ import annotations

import pytest
from tests.checks.under_load import PROFILE, fairness, took

from launchready.checks.chat.noisy_user_slows_others import noisy_user_slows_others
from launchready.facts.crowd import LoadFairness
from launchready.model.check import UnclearError


def test_fires_between_the_target_and_twice() -> None:
    [finding] = noisy_user_slows_others.judge(fairness(beside=took((200, 70))), PROFILE)
    assert finding.message == (
        "Beside one noisy user the others got 1.8 times as slow: one visitor in twenty waited"
        " 40 ms or longer before, and 70 ms or longer then."
    )


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(fairness(), id="a limiter holds"),
        pytest.param(fairness(beside=took((200, 60))), id="within the target"),
        pytest.param(fairness(beside=took((200, 900))), id="what doubles is another check's"),
    ],
)
def test_stays_quiet(given: LoadFairness) -> None:
    assert not tuple(noisy_user_slows_others.judge(given, PROFILE))


def test_too_few_and_void_are_unknown() -> None:
    with pytest.raises(UnclearError):
        tuple(noisy_user_slows_others.judge(fairness(beside=took((9, 70))), PROFILE))
    with pytest.raises(UnclearError):
        tuple(noisy_user_slows_others.judge(fairness(void="too busy"), PROFILE))
