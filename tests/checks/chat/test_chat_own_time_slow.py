from __future__ import annotations

import pytest
from tests.checks.under_load import LATE, PROFILE, run, stream, took

from launchready.checks.chat.chat_own_time_slow import chat_own_time_slow
from launchready.facts.load import LoadRun, StreamTimings
from launchready.model.check import UnclearError

LONG = took((80, 5_200))


def test_fires_where_the_own_part_is_too_long() -> None:
    [finding] = chat_own_time_slow.judge(stream(own=LONG), run(), PROFILE)
    assert finding.subject == "chat"
    assert finding.message == (
        "Half of the visitors waited 5.2 s or longer for your own part of chat, one in twenty 5.2 s"
        " or longer; the profile fails 5 s."
    )


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(stream(), id="quick"),
        pytest.param(stream(own=took((80, 4_900))), id="between target and line"),
        pytest.param(stream(total=took((80, 60_000))), id="a slow model is not your code"),
    ],
)
def test_stays_quiet(given: StreamTimings) -> None:
    assert not tuple(chat_own_time_slow.judge(given, run(), PROFILE))


@pytest.mark.parametrize(
    ("given", "during", "why"),
    [
        pytest.param(
            stream(own=None, model=None),
            run(),
            "no answer said how long the model took: send `Server-Timing: model;dur=MILLISECONDS`",
            id="nobody says what the model took",
        ),
        pytest.param(
            stream(own=took((40, 100))),
            run(),
            "40 of the 60 answers that a verdict needs",
            id="too few",
        ),
        pytest.param(
            stream(own=LONG),
            run(LATE),
            "it does not count: this machine was too busy",
            id="void",
        ),
    ],
)
def test_says_when_it_cannot_be_told(given: StreamTimings, during: LoadRun, why: str) -> None:
    with pytest.raises(UnclearError) as unclear:
        tuple(chat_own_time_slow.judge(given, during, PROFILE))
    assert str(unclear.value) == why
