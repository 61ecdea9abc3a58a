"""Events come out the same however a stream is cut into pieces."""

from __future__ import annotations

import tracemalloc
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from launchready.load.stream.events import CodedLines, Event, Events, JsonLines, Pieces, ServerSent
from launchready.load.stream.formats import declared, sniffed
from launchready.load.stream.lines import MOST_HELD

FORMATS = (ServerSent, JsonLines, CodedLines, Pieces)


def told(reader: Events, *pieces: bytes) -> list[tuple[bytes, bytes]]:
    return [(name, data) for piece in pieces for name, data in reader.feed(piece)]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_server_sent_events_end_at_an_empty_line_of_any_kind(end: bytes) -> None:
    text = end.join([b"event: word", b"id: 7", b"retry: 10", b"data: one", b"data:two", b"", b""])
    assert told(ServerSent(), text) == [(b"word", b"one\ntwo")]


def test_a_line_end_cut_in_two_is_one_line_end() -> None:
    assert told(ServerSent(), b"data: a\r", b"\ndata: b\r", b"\n\r", b"\n") == [(b"", b"a\nb")]


def test_a_carriage_return_ends_an_event_without_waiting_for_more() -> None:
    assert told(ServerSent(), b"data: a\r\r") == [(b"", b"a")]


def test_only_the_first_space_of_a_value_is_dropped() -> None:
    assert told(ServerSent(), b"data:  a\n\n") == [(b"", b" a")]


def test_a_byte_order_mark_is_no_part_of_the_first_field() -> None:
    assert told(ServerSent(), b"\xef", b"\xbb\xbfdata: a\n", b"\n") == [(b"", b"a")]


def test_comments_and_unknown_fields_are_no_events() -> None:
    assert told(ServerSent(), b": hi\n\n:\n\nfoo: bar\n\ndatax: 1\n\nid: 3\n\n") == []


def test_a_field_without_a_colon_is_an_empty_value() -> None:
    assert told(ServerSent(), b"data\n\n") == [(b"", b"")]


def test_a_named_event_without_data_is_told() -> None:
    assert told(ServerSent(), b"event: done\n\n") == [(b"done", b"")]


def test_the_name_of_an_event_is_not_that_of_the_next() -> None:
    text = b"event: a\ndata: 1\n\ndata: 2\n\n"
    assert told(ServerSent(), text) == [(b"a", b"1"), (b"", b"2")]


def test_an_event_without_its_empty_line_is_left_over() -> None:
    reader = ServerSent()
    assert told(reader, b"data: [DONE]") == []
    assert reader.rest() == Event(b"", b"[DONE]")
    assert reader.rest() is None


def test_each_line_of_json_is_an_event_and_empty_lines_are_none() -> None:
    reader = JsonLines()
    assert told(reader, b'{"a":1}\n\n  \r\n{"a"', b":2}\r\n{}") == [
        (b"", b'{"a":1}'),
        (b"", b'{"a":2}'),
    ]
    assert reader.rest() == Event(b"", b"{}")


def test_a_json_text_sequence_is_lines_of_json() -> None:
    assert told(JsonLines(), b'\x1e{"a":1}\n\x1e{"a":2}\n') == [
        (b"", b'{"a":1}'),
        (b"", b'{"a":2}'),
    ]


def test_coded_lines_name_what_is_not_for_the_visitor() -> None:
    text = b'f:{"messageId":"m"}\n0:"Hello"\n3:"failed"\nd:{"finishReason":"stop"}\n'
    assert told(CodedLines(), text) == [
        (b"start", b'{"messageId":"m"}'),
        (b"", b'"Hello"'),
        (b"error", b'"failed"'),
        (b"finish", b'{"finishReason":"stop"}'),
    ]


def test_blanks_that_keep_a_connection_alive_are_no_piece() -> None:
    assert told(Pieces(), b"  \n", b"word ", b"\n") == [(b"", b"word ")]


@pytest.mark.parametrize(
    ("content_type", "name"),
    [
        ("text/event-stream; charset=utf-8", "sse"),
        ("Text/Event-Stream", "sse"),
        ("application/x-ndjson", "ndjson"),
        ("application/jsonl", "ndjson"),
        ("application/json-seq", "ndjson"),
        ("text/plain", None),
        ("application/json", None),
        ("", None),
    ],
)
def test_the_content_type_names_the_format(content_type: str, name: str | None) -> None:
    known = declared(content_type)
    assert (known[0] if known else None) == name


@pytest.mark.parametrize(
    ("first", "name", "kind"),
    [
        (b"data: a\n\n", "sse", ServerSent),
        (b": ok\n\n", "sse", ServerSent),
        (b"\xef\xbb\xbfevent: a\n", "sse", ServerSent),
        (b'{"a":1}\n{"a":2}\n', "ndjson", JsonLines),
        (b'0:"Hi"\n', "ndjson", CodedLines),
        (b"{\n", "chunked", Pieces),
        (b"{" * 200_000 + b"\n", "chunked", Pieces),
        (b"Hello", "chunked", Pieces),
        (b"\xff\xfe", "chunked", Pieces),
    ],
)
def test_an_unnamed_format_shows_in_its_first_piece(first: bytes, name: str, kind: type) -> None:
    found, reader = sniffed(first)
    assert found == name
    assert isinstance(reader, kind)


hostile = st.lists(
    st.sampled_from(
        [
            *(
                b"data:",
                b"data: x",
                b"event: e",
                b"\r",
                b"\n",
                b"\r\n",
                b"\n\n",
                b":",
                b" ",
                b"\x00",
            ),
            *(b'{"a":1}', b"[DONE]", b"\xef\xbb\xbf", b"\xff", b"\x1e", b'0:"a"', b"id", b"\x85"),
        ]
    )
    | st.binary(max_size=6),
    max_size=30,
).map(b"".join)


@settings(max_examples=300, deadline=None)
@given(hostile, st.lists(st.integers(0, 200), max_size=8), st.sampled_from(FORMATS[:-1]))
@example(b"data: a\r\n\r\n", [8, 9, 10], ServerSent)
def test_events_do_not_depend_on_where_a_stream_is_split(
    text: bytes, cuts: list[int], kind: type[ServerSent]
) -> None:
    whole, parts = kind(), kind()
    places = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    pieces = [text[start:end] for start, end in pairwise(places)]
    assert told(whole, text) == told(parts, *pieces)
    assert whole.rest() == parts.rest()


@settings(max_examples=100, deadline=None)
@given(hostile)
def test_server_sent_events_are_what_the_standard_says(text: bytes) -> None:
    shown = [event for event in told(ServerSent(), text) if event[1]]
    assert shown == by_the_standard(text)


def by_the_standard(text: bytes) -> list[tuple[bytes, bytes]]:
    """The steps of WHATWG HTML 9.2.6, word for word, over the whole text."""
    text = text.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    events, name, data = [], b"", b""
    for line in text.split(b"\n")[:-1]:
        if not line:
            if data.removesuffix(b"\n"):
                events.append((name, data.removesuffix(b"\n")))
            name, data = b"", b""
            continue
        field, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if field == b"event":
            name = value
        elif field == b"data":
            data += value + b"\n"
    return events


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    "piece",
    [b"x" * 65536, b"data: " + b"y" * 65530, b"data\n" * 13000, b"event: z\n" * 7000, b"{" * 65536],
)
def test_memory_stays_flat_whatever_is_sent(kind: type[ServerSent], piece: bytes) -> None:
    reader = kind()
    tracemalloc.start()
    try:
        for _ in range(8):
            for _ in reader.feed(piece):
                pass
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 1_200_000


def test_a_line_too_long_is_cut_and_the_next_is_whole() -> None:
    reader = ServerSent()
    events = told(reader, b"data: ", *[b"x" * 50_000] * 5, b"\n\ndata: next\n\n")
    assert [len(data) for _, data in events] == [MOST_HELD - len(b"data: "), 4]
