from __future__ import annotations

import pytest
from tests.checks.under_load import LATE, PROFILE, run, stream, took

from launchready.checks.chat.chat_own_time_above_target import chat_own_time_above_target
from launchready.facts.load import StreamTimings
from launchready.model.check import NothingToJudgeError, UnclearError

LONG = took((80, 3_200))


def test_fires_between_the_target_and_the_failing_line() -> None:
    [finding] = chat_own_time_above_target.judge(stream(own=LONG), run(), PROFILE)
    assert finding.message == (
        "Half of the visitors waited 3.2 s or longer for your own part of chat, one in twenty 3.2 s"
        " or longer; the profile's target is 2.5 s."
    )


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(stream(), id="quick"),
        pytest.param(stream(own=took((80, 9_000))), id="a failure is another check's"),
    ],
)
def test_stays_quiet(given: StreamTimings) -> None:
    assert not tuple(chat_own_time_above_target.judge(given, run(), PROFILE))


def test_too_few_and_void_are_unknown() -> None:
    with pytest.raises(UnclearError):
        tuple(chat_own_time_above_target.judge(stream(own=took((9, 3_200))), run(), PROFILE))
    with pytest.raises(UnclearError):
        tuple(chat_own_time_above_target.judge(stream(own=LONG), run(LATE), PROFILE))


def test_leaves_an_unknown_split_to_the_graver_check() -> None:
    with pytest.raises(NothingToJudgeError):
        tuple(chat_own_time_above_target.judge(stream(own=None), run(), PROFILE))
