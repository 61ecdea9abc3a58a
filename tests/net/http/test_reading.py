"""Random answers: read, cut or refused, and always bounded."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from launchready.net.http.lasting import LastingReading
from launchready.net.http.reading import Reading

from .conftest import QUICK

_PIECES = st.sampled_from(
    [
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.0 404 Not Found\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n",
        b"Content-Length: 5\r\n",
        b"Content-Length: 99999999999999999999\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: gzip\r\n",
        b"Connection: close\r\n",
        b"Content-Encoding: gzip\r\n",
        b"X: \x1b[2J\r\n",
        b"\r\n",
        b"\n",
        b"5\r\nhello\r\n",
        b"0\r\n\r\n",
        b"hello",
        b" folded\r\n",
    ]
)
ANSWERS = st.lists(_PIECES | st.binary(max_size=30), max_size=25)


@settings(deadline=None, max_examples=300)
@given(ANSWERS, st.booleans(), st.booleans(), st.booleans())
def test_any_bytes_end_as_an_answer_a_cut_or_a_failure(
    pieces: list[bytes], whole: bool, bodiless: bool, reset: bool
) -> None:
    reading = Reading(QUICK, bodiless=bodiless)
    for piece in [b"".join(pieces)] if whole else pieces:
        if not reading.ended:
            reading.feed(piece)
    reading.close(reset=reset)
    assert reading.ended
    assert reading.failure is not None or reading.headed
    assert reading.body_bytes == sum(len(each) for each in reading.chunks)
    assert not (bodiless and reading.chunks)


@settings(deadline=None, max_examples=100)
@given(ANSWERS)
def test_how_the_bytes_are_cut_into_reads_does_not_matter(pieces: list[bytes]) -> None:
    def read(parts: list[bytes]) -> tuple[object, ...]:
        reading = Reading(QUICK)
        for part in parts:
            if not reading.ended:
                reading.feed(part)
        reading.close()
        if reading.failure is not None:
            return ("failed",)
        body = b"".join(reading.chunks)
        return (reading.status, reading.headers, body, reading.complete)

    raw = b"".join(pieces)
    assert read([raw]) == read([raw[at : at + 1] for at in range(len(raw))])


@settings(deadline=None, max_examples=200)
@given(ANSWERS, ANSWERS)
@example([b"HTTP/1.1 200 OK\r\n", b"\r\n"], [b"HTTP/1.1 200 OK\r\n"])
def test_a_reading_that_is_used_again_reads_as_a_new_one(
    first: list[bytes], second: list[bytes]
) -> None:
    lasting = LastingReading(QUICK)
    lasting.feed(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX: 1\r\n\r\nok")
    assert lasting.again(QUICK, bodiless=False, taker=None)
    for pieces in (first, second):
        new = Reading(QUICK)
        for reading in (new, lasting):
            for piece in pieces:
                reading.feed(piece)
                if reading.ended:
                    break
            reading.close()
        for name in ("status", "headers", "chunks", "complete", "keep", "why", "overrun"):
            assert getattr(lasting, name) == getattr(new, name)
        assert str(lasting.failure) == str(new.failure)
        if not lasting.again(QUICK, bodiless=False, taker=None):
            break
