from __future__ import annotations

import pytest
from tests.checks.under_load import LATE, PROFILE, run, stream, took

from launchready.checks.chat.chat_above_target import chat_above_target
from launchready.facts.load import StreamTimings
from launchready.model.check import UnclearError

LONG = took((80, 4_100))


def test_fires_between_the_target_and_the_failing_line() -> None:
    [finding] = chat_above_target.judge(stream(first_event=LONG), run(), PROFILE)
    assert finding.message == (
        "Half of the visitors waited 4.1 s or longer for the first words of chat, one in twenty"
        " 4.1 s or longer; the profile's target is 2 s."
    )


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(stream(), id="soon"),
        pytest.param(stream(first_event=took((80, 2_000))), id="exactly the target"),
        pytest.param(stream(first_event=took((80, 20_000))), id="a failure is another check's"),
    ],
)
def test_stays_quiet(given: StreamTimings) -> None:
    assert not tuple(chat_above_target.judge(given, run(), PROFILE))


def test_too_few_and_void_are_unknown() -> None:
    with pytest.raises(UnclearError):
        tuple(chat_above_target.judge(stream(first_event=took((9, 4_100))), run(), PROFILE))
    with pytest.raises(UnclearError):
        tuple(chat_above_target.judge(stream(first_event=LONG), run(LATE), PROFILE))
