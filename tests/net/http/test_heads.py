"""Answers whose head was read before are taken at once, and read just as the parser reads them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from launchready.net.http import heads
from launchready.net.http.lasting import LastingReading
from launchready.net.http.limits import Limits
from launchready.net.http.reading import Reading

LIMITS = Limits()
READ = (
    *("status", "http_version", "reason", "headers", "chunks", "body_bytes", "complete", "keep"),
    *("overrun", "overlong", "why"),
)
PLAIN = b"HTTP/1.1 200 OK\r\nX: 1\r\nContent-Length: 5\r\n\r\n"


@pytest.fixture(autouse=True)
def _nothing_known() -> None:
    heads._known.clear()


def what_is_read(data: bytes, *, bodiless: bool = False) -> tuple[object, ...]:
    reading = Reading(LIMITS, bodiless=bodiless)
    reading.feed(data)
    return tuple(getattr(reading, name) for name in READ)


def lasting(*answers: bytes) -> LastingReading:
    reading = LastingReading(LIMITS)
    for data in answers:
        reading.feed(data)
        assert reading.again(LIMITS, bodiless=False, taker=None)
    return reading


def test_a_head_that_was_read_is_known_with_any_body_of_its_length() -> None:
    reading = lasting(PLAIN + b"hello")
    assert reading.at_once(PLAIN + b"world")
    assert tuple(getattr(reading, name) for name in READ) == what_is_read(PLAIN + b"world")
    assert reading.reason == "OK"


def test_it_is_known_on_every_connection() -> None:
    lasting(PLAIN + b"hello")
    assert LastingReading(LIMITS).at_once(PLAIN + b"world")


@pytest.mark.parametrize(
    "data",
    [
        PLAIN + b"hell",
        PLAIN + b"hello!",
        PLAIN,
        PLAIN.replace(b"X: 1", b"X: 2") + b"hello",
        b"",
        b"\r\n\r\n",
    ],
)
def test_what_is_not_whole_or_has_another_head_is_not_known(data: bytes) -> None:
    reading = lasting(PLAIN + b"hello")
    assert not reading.at_once(data)
    assert (reading.status, reading.pairs, reading.complete) == (0, [], False)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" + PLAIN + b"hello",
        b"HTTP/1.1 200 OK\nContent-Length: 4\n\n\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: 1\r\n" * 51 + b"Content-Length: 2\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nX: " + b"1" * 2048 + b"\r\nContent-Length: 2\r\n\r\nok",
    ],
)
def test_what_more_than_a_length_frames_is_read_by_the_parser_each_time(answer: bytes) -> None:
    reading = lasting(answer, answer)
    assert not reading.at_once(answer)
    assert not heads._known


def test_a_known_body_longer_than_the_limit_is_cut_by_the_parser() -> None:
    small = replace(LIMITS, body_bytes=3, read_bytes=100)
    lasting(PLAIN + b"hello")
    reading = LastingReading(small)
    assert not reading.at_once(PLAIN + b"hello")
    reading.feed(PLAIN + b"hello")
    assert (reading.chunks, reading.body_bytes, reading.complete) == ([b"hel"], 5, True)
    assert heads._known


def test_nothing_is_known_of_answers_without_a_body_to_a_taker_or_within_narrow_limits() -> None:
    lasting(PLAIN + b"hello")
    pieces: list[bytes] = []
    narrow = replace(LIMITS, header_count=2)
    assert not LastingReading(LIMITS, bodiless=True).quick
    assert not LastingReading(LIMITS, taker=pieces.append).quick
    assert not LastingReading(narrow).quick
    assert not Reading(LIMITS).quick


def test_the_next_answer_changes_nothing_of_what_is_known() -> None:
    reading = lasting(PLAIN + b"hello")
    assert reading.at_once(PLAIN + b"world")
    held = reading.pairs
    assert reading.again(LIMITS, bodiless=False, taker=None)
    reading.feed(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
    assert (reading.status, held) == (404, [(b"X", b"1"), (b"Content-Length", b"5")])
    assert LastingReading(LIMITS).at_once(PLAIN + b"again")


def test_no_more_heads_are_kept_than_fit() -> None:
    for number in range(heads._MOST + 10):
        lasting(PLAIN.replace(b"1\r", b"%d\r" % number) + b"hello")
    assert 0 < len(heads._known) <= heads._MOST


_LINES = st.lists(
    st.sampled_from(
        [
            *(b"Content-Length: 5\r\n", b"Content-Length: 0\r\n", b"content-length:5\r\n"),
            *(
                b"Transfer-Encoding: chunked\r\n",
                b"Connection: close\r\n",
                b"X: 1\n",
                b"X: \r\n y\r\n",
            ),
            *(b"Connection: keep-alive\r\n", b"Set-Cookie: a=1\r\n", b"Content-Length: 10\r\n"),
        ]
    ),
    max_size=4,
)
_STARTS = st.sampled_from(
    [
        *(b"HTTP/1.1 200 OK\r\n", b"HTTP/1.0 200 OK\r\n", b"HTTP/1.1 204 No Content\r\n"),
        *(b"HTTP/1.1 304 Not Modified\r\n", b"HTTP/1.1 500 \r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
        b"HTTP/1.1 200 OK\n",
    ]
)
_BODIES = st.sampled_from([b"", b"hello", b"5\r\nhello\r\n0\r\n\r\n", b"\r\n\r\nx", b"0\r\n\r\n"])
_ANSWERS = st.builds(
    lambda start, lines, end, body: start + b"".join(lines) + end + body,
    *(_STARTS, _LINES, st.sampled_from([b"\r\n", b"\n", b""]), _BODIES),
)


@settings(deadline=None, max_examples=300)
@example([(PLAIN + b"hello", False), (b"", False)])
@given(st.lists(st.tuples(_ANSWERS, st.booleans()), min_size=1, max_size=6))
def test_any_answers_in_a_row_read_as_each_alone(answers: list[tuple[bytes, bool]]) -> None:
    reading = LastingReading(LIMITS)
    for data, bodiless in (*answers, *answers):
        if not reading.again(LIMITS, bodiless=bodiless, taker=None):
            reading = LastingReading(LIMITS, bodiless=bodiless)
        if not (reading.quick and reading.at_once(data)):
            reading.feed(data)
        assert tuple(getattr(reading, name) for name in READ) == what_is_read(
            data, bodiless=bodiless
        )
        if reading.overrun or not reading.ended:
            # A connection that holds such an answer is closed.
            reading = LastingReading(LIMITS)
