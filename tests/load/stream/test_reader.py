"""What one streamed answer adds to the tally of its route. Its times are given, not measured."""

from __future__ import annotations

import json
import tracemalloc
import zlib
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.load.histogram import Histogram, percentile_ms
from launchready.load.stream.reader import StreamReader
from launchready.load.tally import StreamTally

SSE = "text/event-stream"
Piece = tuple[float, bytes]


def read(
    tally: StreamTally,
    *pieces: Piece,
    end: float,
    kind: str = SSE,
    headers: Sequence[tuple[str, str]] = (),
    complete: bool = True,
) -> str | None:
    """Play an answer that was due at 0 ms and sent at 2 ms; times in ms."""
    reader = StreamReader(tally, kind, headers, 0.002, due=0.0)
    for at, data in pieces:
        reader.feed(data, at / 1e3)
    reader.close(end / 1e3, complete=complete)
    return reader.cut


def word(text: str, **more: object) -> bytes:
    return (
        b"data: %b\n\n" % json.dumps({"choices": [{"delta": {"content": text}, **more}]}).encode()
    )


def times(histogram: Histogram) -> list[float]:
    """Milliseconds of each time recorded, to the accuracy of its bucket."""
    spread = histogram.spread()
    return [
        percentile_ms(spread, 100 * (rank + 1) / spread.count) or 0.0
        for rank in range(spread.count)
    ]


ROLE = b'data: {"choices":[{"delta":{"role":"assistant","content":""}}]}\n\n'
DONE = b"data: [DONE]\n\n"


def test_a_chat_is_timed_from_when_it_was_due() -> None:
    tally = StreamTally()
    cut = read(
        tally,
        (20, b": hello\n\n"),
        (30, ROLE),
        (150, word("One")),
        (175, word(" two")),
        (240, word(" three") + DONE),
        end=250,
    )
    assert (cut, tally.streams, tally.cut, tally.events, tally.format) == ("", 1, 0, 3, "sse")
    assert times(tally.first_byte) == pytest.approx([20], rel=0.005)
    assert times(tally.first_event) == pytest.approx([150], rel=0.005)
    assert times(tally.gap) == pytest.approx([25, 65], rel=0.005)
    assert times(tally.stall) == pytest.approx([65], rel=0.005)
    assert times(tally.total) == pytest.approx([250], rel=0.005)


def test_events_of_one_piece_came_together() -> None:
    tally = StreamTally()
    read(tally, (10, word("a") + word("b")), end=20)
    assert times(tally.gap) == [0]


def test_control_events_are_neither_first_content_nor_gaps() -> None:
    tally = StreamTally()
    read(tally, (10, word("a")), (50, b"event: ping\ndata: {}\n\n:\n\n"), (90, word("b")), end=99)
    assert times(tally.gap) == pytest.approx([80], rel=0.005)


def test_a_broken_connection_cuts_a_stream_and_its_total_does_not_count() -> None:
    tally = StreamTally()
    cut = read(tally, (10, word("a")), (20, word("b")), end=900, complete=False)
    assert cut == "the connection broke before the answer ended"
    assert (tally.streams, tally.cut, tally.total.count, tally.first_event.count) == (1, 1, 0, 1)
    assert times(tally.stall) == pytest.approx([880], rel=0.005), "the silence before it counts"


def test_a_connection_that_breaks_after_the_end_mark_cuts_nothing() -> None:
    tally = StreamTally()
    assert read(tally, (10, word("a") + DONE), end=20, complete=False) == ""


def test_an_end_mark_with_words_after_it_is_none() -> None:
    tally = StreamTally()
    first = word("", finish_reason="tool_calls")
    assert read(tally, (10, first), (20, word("a")), end=30, complete=False) != ""


def test_an_error_event_cuts_a_stream() -> None:
    tally = StreamTally()
    cut = read(tally, (10, word("a")), (20, b'event: error\ndata: {"x":1}\n\n' + DONE), end=30)
    assert cut == "the stream told of an error"
    assert tally.cut == 1


def test_a_last_event_without_its_empty_line_still_ends_the_stream() -> None:
    tally = StreamTally()
    assert read(tally, (10, word("a")), (20, b"data: [DONE]"), end=30) == ""
    assert tally.marked == 1


def test_words_without_their_empty_line_never_reach_a_visitor() -> None:
    tally = StreamTally()
    read(tally, (10, word("a")), (20, b"data: lost"), end=30)
    assert tally.events == 1


@pytest.mark.parametrize("order", ["marked first", "bare first"])
def test_where_streams_end_with_a_mark_one_without_it_was_cut(order: str) -> None:
    tally = StreamTally()
    if order == "marked first":
        assert read(tally, (10, word("a") + DONE), end=20) == ""
        cut = read(tally, (10, word("a")), end=20)
        assert cut == "it ended without the mark that other answers of this route end with"
    else:
        assert read(tally, (10, word("a")), end=20) == ""
        assert read(tally, (10, word("a") + DONE), end=20) == ""
    assert (tally.streams, tally.cut) == (2, 1)


def test_where_no_stream_has_an_end_mark_none_is_cut() -> None:
    tally = StreamTally()
    for _ in range(3):
        assert read(tally, (10, b"data: tick\n\n"), end=20) == ""
    assert (tally.streams, tally.cut) == (3, 0)


def test_an_answer_without_a_byte_was_cut() -> None:
    assert read(StreamTally(), end=20, kind="text/plain") == "the answer is empty"


def test_machines_that_saw_marks_and_machines_that_did_not_agree_in_any_order() -> None:
    def tallies() -> tuple[StreamTally, StreamTally]:
        marked, bare = StreamTally(), StreamTally()
        read(marked, (10, word("a") + DONE), end=20)
        read(bare, (10, word("a")), end=20)
        return marked, bare

    one, other = tallies()
    one.add(other)
    third, fourth = tallies()
    fourth.add(third)
    assert one.cut == fourth.cut == 1
    assert one.bare == fourth.bare == 0


def test_lines_of_json_are_events_and_the_last_needs_no_end() -> None:
    tally = StreamTally()
    lines = [(10.0, b'{"response":"a","done":false}\n'), (40.0, b'{"response":"b","done":false}')]
    assert read(tally, *lines, end=60, kind="application/x-ndjson") == ""
    assert (tally.format, tally.events) == ("ndjson", 2)
    assert times(tally.gap) == pytest.approx([30], rel=0.005)


def test_plain_text_counts_each_piece_with_words() -> None:
    tally = StreamTally()
    read(tally, (5, b" "), (10, b"Hello"), (30, b" you"), end=31, kind="text/plain")
    assert (tally.format, tally.events) == ("chunked", 2)
    assert times(tally.first_byte) == pytest.approx([5], rel=0.005)
    assert times(tally.first_event) == pytest.approx([10], rel=0.005)


def test_events_sent_as_plain_text_are_found() -> None:
    tally = StreamTally()
    read(tally, (10, ROLE), (20, word("a")), end=21, kind="text/plain")
    assert (tally.format, tally.events) == ("sse", 1)


def test_what_a_header_says_of_the_model_is_held_against_the_first_words() -> None:
    tally = StreamTally()
    timing = [("Server-Timing", "db;dur=5, openai;dur=100")]
    read(tally, (152, word("a")), (900, word("b")), end=1000, headers=timing)
    assert tally.split_by == "server-timing"
    assert times(tally.model) == pytest.approx([100], rel=0.005)
    assert times(tally.own) == pytest.approx([50], rel=0.005), "of the time since it was sent"


def test_what_the_end_of_a_stream_says_is_held_against_all_of_it() -> None:
    tally = StreamTally()
    last = json.dumps({"done": True, "total_duration": 700_000_000}).encode()
    read(tally, (100, b'{"response":"a"}\n'), (900, last), end=902, kind="application/x-ndjson")
    assert tally.split_by == "last event"
    assert times(tally.own) == pytest.approx([200], rel=0.005)


def test_a_model_slower_than_its_answer_is_no_split() -> None:
    tally = StreamTally()
    read(tally, (50, word("a")), end=60, headers=[("openai-processing-ms", "100")])
    assert (tally.split_by, tally.own.count, tally.model.count) == ("", 0, 0)


def test_own_time_is_never_below_nothing() -> None:
    tally = StreamTally()
    read(tally, (102, word("a")), end=103, headers=[("openai-processing-ms", "101")])
    assert times(tally.own) == [0]


def test_without_a_word_about_the_model_nothing_is_split() -> None:
    tally = StreamTally()
    read(tally, (50, word("a")), end=60)
    assert tally.own.count == tally.model.count == 0


@pytest.mark.parametrize("encoding", ["gzip", "Deflate"])
def test_a_stream_that_comes_compressed_is_timed_as_it_becomes_readable(encoding: str) -> None:
    packer = zlib.compressobj(wbits=31 if encoding == "gzip" else 15)
    first = packer.compress(word("One")) + packer.flush(zlib.Z_SYNC_FLUSH)
    last = packer.compress(word(" two") + DONE) + packer.flush()
    tally = StreamTally()
    headers = [("Content-Encoding", encoding)]
    assert (
        read(tally, (10, first[:10]), (50, first[10:]), (90, last), end=91, headers=headers) == ""
    )
    assert (tally.format, tally.events) == ("sse", 2)
    assert times(tally.first_byte) == pytest.approx([10], rel=0.005)
    assert times(tally.first_event) == pytest.approx([50], rel=0.005)


@pytest.mark.parametrize("body", [b"data: not packed", zlib.compress(b"\n" * 50_000_000)])
def test_a_stream_that_cannot_be_unpacked_was_cut(body: bytes) -> None:
    headers = [("Content-Encoding", "deflate")]
    tracemalloc.start()
    try:
        cut = read(StreamTally(), (10, body), (20, body), end=30, headers=headers)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert cut == "its content encoding could not be undone"
    assert peak < 40_000_000


def test_of_an_unknown_encoding_only_the_pieces_are_timed() -> None:
    tally = StreamTally()
    read(tally, (10, b"\x1b\x00"), (20, b"\x03"), end=30, headers=[("content-encoding", "br")])
    assert (tally.format, tally.events, tally.cut) == ("chunked", 2, 0)


def test_a_stream_closed_twice_counts_once() -> None:
    tally = StreamTally()
    reader = StreamReader(tally, SSE, (), 0.0)
    reader.feed(word("a"), 0.01)
    reader.close(0.02, complete=True)
    reader.close(0.02, complete=False)
    reader.feed(word("b"), 0.03)
    assert (tally.streams, tally.cut, tally.events, reader.cut) == (1, 0, 1, "")


def test_an_endless_stream_holds_no_memory() -> None:
    reader = StreamReader(StreamTally(), SSE, (), 0.0)
    tracemalloc.start()
    try:
        for number in range(3000):
            reader.feed(b"data: " + b"x" * 3000 + b"\n\n", number / 1e3)
            reader.feed(b"data: never ends ", number / 1e3)
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 500_000


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([SSE, "application/x-ndjson", "text/plain", "\x00;", "application/json"]),
    st.lists(st.tuples(st.floats(0, 1e6), st.binary(max_size=40) | st.just(word("a")))),
    st.booleans(),
    st.sampled_from(["", "identity", "gzip", "br", "gzip, gzip"]),
)
def test_any_bytes_at_any_time_are_one_stream(
    kind: str, pieces: list[Piece], complete: bool, encoding: str
) -> None:
    tally = StreamTally()
    headers = [("Content-Encoding", encoding)]
    cut = read(tally, *pieces, end=1.0, kind=kind, complete=complete, headers=headers)
    assert (tally.streams, tally.cut) == (1, 1 if cut else 0)
    assert tally.first_event.count == min(tally.events, 1)
    assert tally.gap.count == max(tally.events - 1, 0)
