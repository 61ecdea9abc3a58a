from __future__ import annotations

import pytest
from tests.checks.under_load import LATE, PROFILE, run, stream, took

from launchready.checks.chat.stream_stalls import stream_stalls
from launchready.facts.load import StreamTimings
from launchready.model.check import UnclearError


def test_fires_where_answers_pause_for_long() -> None:
    [finding] = stream_stalls.judge(stream(stall=took((70, 90), (10, 8_200))), run(), PROFILE)
    assert finding.message == (
        "One answer of chat in twenty falls silent for 8.2 s or longer before it goes on."
    )
    assert finding.evidence[0] == "longest pause: 80 answers, p50 90 ms, p95 8.2 s"


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(stream(), id="steady"),
        pytest.param(stream(stall=took((80, 4_900))), id="a search of almost five seconds"),
        pytest.param(stream(stall=took((77, 90), (3, 30_000))), id="three of 80"),
        pytest.param(stream(first_event=took((80, 9_000))), id="before the first words"),
    ],
)
def test_stays_quiet(given: StreamTimings) -> None:
    assert not tuple(stream_stalls.judge(given, run(), PROFILE))


def test_too_few_and_void_are_unknown() -> None:
    with pytest.raises(UnclearError):
        tuple(stream_stalls.judge(stream(stall=took((59, 9_000))), run(), PROFILE))
    with pytest.raises(UnclearError):
        tuple(stream_stalls.judge(stream(stall=took((80, 9_000))), run(LATE), PROFILE))
