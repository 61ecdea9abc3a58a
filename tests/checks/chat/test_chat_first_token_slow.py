from __future__ import annotations

import pytest
from tests.checks.under_load import LATE, PROFILE, phase, run, stream, took

from launchready.checks.chat.chat_first_token_slow import chat_first_token_slow
from launchready.facts.load import LoadRun, StreamTimings
from launchready.model.check import UnclearError

LONG = took((60, 1_500), (20, 13_000))


def test_fires_where_one_in_twenty_waits_too_long() -> None:
    [finding] = chat_first_token_slow.judge(stream(first_event=LONG), run(), PROFILE)
    assert finding.subject == "chat"
    assert finding.message == (
        "Half of the visitors waited 1.5 s or longer for the first words of chat, one in twenty"
        " 13.0 s or longer; the profile fails 12 s."
    )
    assert finding.evidence == (
        "load, poisson 12/s: 80 streams (sse)",
        "first words: 80 answers, p50 1.5 s, p95 13.0 s",
        "whole answer: 80 answers, p50 4.0 s, p95 4.0 s",
        "the model alone: 80 answers, p50 3.8 s, p95 3.8 s (told by server-timing)",
    )


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(stream(), id="soon"),
        pytest.param(stream(first_event=took((80, 11_900))), id="between target and line"),
        pytest.param(stream(first_event=took((77, 300), (3, 30_000))), id="three of 80"),
    ],
)
def test_stays_quiet(given: StreamTimings) -> None:
    assert not tuple(chat_first_token_slow.judge(given, run(), PROFILE))


@pytest.mark.parametrize(
    ("given", "during"),
    [
        pytest.param(stream(first_event=took((59, 300))), run(), id="too few"),
        pytest.param(stream(first_event=LONG), run(LATE), id="void"),
        pytest.param(stream(), run(phase(law="closed")), id="a closed loop that holds"),
    ],
)
def test_says_when_it_cannot_be_told(given: StreamTimings, during: LoadRun) -> None:
    with pytest.raises(UnclearError):
        tuple(chat_first_token_slow.judge(given, during, PROFILE))
