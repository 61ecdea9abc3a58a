from __future__ import annotations

import pytest
from tests.checks.under_load import LATE, PROFILE, phase, route, run, stream, took

from launchready.checks.chat.chat_answer_slow import chat_answer_slow
from launchready.facts.load import LoadRun, RouteTimings, StreamTimings
from launchready.facts.product import RouteKind
from launchready.model.check import NothingToJudgeError, UnclearError

CHAT = RouteKind.CHAT
LONG = took((60, 9_000), (20, 34_000))
SLOW = route("chat", CHAT, load=LONG)


@pytest.mark.parametrize(
    ("streamed", "whose"),
    [
        pytest.param(None, "says what it has.", id="not streamed"),
        pytest.param(
            stream(model=took((80, 31_000)), total=LONG),
            "Most of it is the model's (31.0 s): a faster model or shorter prompts help.",
            id="the model's fault",
        ),
        pytest.param(
            stream(model=took((80, 900)), total=LONG),
            "Little of it is the model's (900 ms): look into your own code first.",
            id="your own fault",
        ),
        pytest.param(stream(model=None, own=None, total=LONG), "says what it has.", id="unsplit"),
    ],
)
def test_fires_and_says_whose_time_it_is(streamed: StreamTimings | None, whose: str) -> None:
    [finding] = chat_answer_slow.judge(SLOW, run(), streamed, PROFILE)
    assert finding.message == (
        "Half of the visitors waited 9.0 s or longer for the whole answer of chat, one in twenty"
        " 34.0 s or longer; the profile fails 30 s."
    )
    assert finding.fix.endswith(whose)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(route("chat", CHAT), id="quick"),
        pytest.param(route("chat", CHAT, load=took((80, 29_000))), id="between target and line"),
    ],
)
def test_stays_quiet(given: RouteTimings) -> None:
    assert not tuple(chat_answer_slow.judge(given, run(), None, PROFILE))


@pytest.mark.parametrize(
    ("given", "during"),
    [
        pytest.param(route("chat", CHAT, load=took((50, 900))), run(), id="too few"),
        pytest.param(SLOW, run(LATE), id="void"),
        pytest.param(route("chat", CHAT), run(phase(law="closed")), id="a closed loop that holds"),
    ],
)
def test_says_when_it_cannot_be_told(given: RouteTimings, during: LoadRun) -> None:
    with pytest.raises(UnclearError):
        tuple(chat_answer_slow.judge(given, during, None, PROFILE))


def test_other_routes_are_no_chats() -> None:
    with pytest.raises(NothingToJudgeError):
        tuple(chat_answer_slow.judge(route(load=LONG), run(), None, PROFILE))
