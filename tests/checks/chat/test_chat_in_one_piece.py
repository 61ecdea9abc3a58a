from __future__ import annotations

import pytest
from tests.checks.under_load import LATE, run, stream, took

from launchready.checks.chat.chat_in_one_piece import chat_in_one_piece
from launchready.facts.load import StreamTimings
from launchready.facts.platform import Platform
from launchready.model.check import UnclearError

WHOLE = stream(first_event=took((80, 3_900)), total=took((80, 4_000)), gap=took((900, 0), (80, 30)))


def test_fires_where_the_first_words_come_with_the_last() -> None:
    [finding] = chat_in_one_piece.judge(WHOLE, run(), None)
    assert finding.message == (
        "Half of the answers of chat took 4.0 s or longer, and their first words came after 3.9 s:"
        " they come in one piece."
    )


def test_fires_on_an_answer_that_is_no_stream_at_all() -> None:
    single = stream(
        first_event=took((80, 4_000)), total=took((80, 4_000)), gap=took(), format="chunked"
    )
    assert len(tuple(chat_in_one_piece.judge(single, run(), None))) == 1


def test_the_fix_names_the_proxy() -> None:
    [finding] = chat_in_one_piece.judge(WHOLE, run(), Platform(hosting="nginx"))
    assert "proxy_buffering off" in finding.fix


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(stream(), id="word by word"),
        pytest.param(
            stream(first_event=took((80, 3_900)), total=took((80, 4_000)), gap=took((900, 5))),
            id="a long thought and a short answer",
        ),
        pytest.param(
            stream(first_event=took((80, 900)), total=took((80, 950))), id="a short answer"
        ),
        pytest.param(
            stream(first_event=took((80, 3_000)), total=took((80, 4_000))), id="late, but streamed"
        ),
    ],
)
def test_stays_quiet(given: StreamTimings) -> None:
    assert not tuple(chat_in_one_piece.judge(given, run(), None))


def test_too_few_and_void_are_unknown() -> None:
    with pytest.raises(UnclearError):
        tuple(chat_in_one_piece.judge(stream(first_event=took((19, 3_900))), run(), None))
    with pytest.raises(UnclearError):
        tuple(chat_in_one_piece.judge(WHOLE, run(LATE), None))
