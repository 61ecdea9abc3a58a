"""Servers that cheat, stall, flood or break off: bounded, in words, and never a hang."""

from __future__ import annotations

import asyncio
import re

import pytest

from launchready.net.failure import Failure, Phase
from launchready.net.http.client import Client
from launchready.net.http.message import Request

from .conftest import Labs, Serve, Talk, answer, endless, read_request, says, soon

_OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("talk", "phase", "why"),
    [
        pytest.param(
            says(b"<html>no status line</html>"),
            Phase.PARSE,
            "not HTTP",
            id="a page without a status line",
        ),
        pytest.param(
            says(b"\x15\x03\x01\x00\x02\x02\x46"), Phase.PARSE, "speaks TLS", id="a TLS alert"
        ),
        pytest.param(says(b"SSH-2.0-OpenSSH_9.2\r\n"), Phase.PARSE, "not HTTP", id="an SSH banner"),
        pytest.param(
            says(_OK + b"broken line\r\n\r\n"),
            Phase.PARSE,
            "not HTTP",
            id="a line that is no header",
        ),
        pytest.param(
            says(_OK + b"A: b\r\n"),
            Phase.PARSE,
            "closed in the middle of the headers",
            id="closed among the headers",
        ),
        pytest.param(
            says(_OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
            Phase.PARSE,
            "duplicate",
            id="two lengths",
        ),
        pytest.param(
            says(_OK + b"Content-Length: -5\r\n\r\n"),
            Phase.PARSE,
            "content-length",
            id="a negative length",
        ),
        pytest.param(
            says(_OK + b"Content-Length: 99999999999999999999999\r\n\r\n"),
            Phase.PARSE,
            "overflow",
            id="an absurd length",
        ),
        pytest.param(
            says(_OK + b"A: " + b"x" * 1_000_000 + b"\r\n\r\n"),
            Phase.PARSE,
            "larger than 4 KiB",
            id="a megabyte header",
        ),
        pytest.param(
            says(_OK + b"A: b\r\n" * 10_000 + b"\r\n"),
            Phase.PARSE,
            "more than 20 headers",
            id="ten thousand headers",
        ),
        pytest.param(
            says(b"HTTP/1.1 200 " + b"x" * 1_000_000 + b"\r\n\r\n"),
            Phase.PARSE,
            "larger than 4",
            id="an endless reason",
        ),
        pytest.param(
            says(b"HTTP/1.1 100 Continue\r\n\r\n" * 50),
            Phase.PARSE,
            "more than 10 interim",
            id="endless interim answers",
        ),
        pytest.param(
            endless(_OK, b"Header-Without-End"),
            Phase.PARSE,
            "headers larger than 4 KiB",
            id="an endless header name",
        ),
        pytest.param(
            endless(_OK + b"A: ", b"x", 0.05),
            Phase.FIRST_BYTE,
            "did not end: not finished within",
            id="a byte now and then",
        ),
        pytest.param(
            says(_OK, close=False),
            Phase.FIRST_BYTE,
            r"did not end: nothing more for 0\.4 s",
            id="half a header and silence",
        ),
        pytest.param(
            says(b"\r\n" * 100_000), Phase.PARSE, "larger than", id="nothing but line ends"
        ),
    ],
)
async def test_headers_that_cannot_be_had_are_a_failure_in_words(
    serve: Serve, client: Client, talk: Talk, phase: Phase, why: str
) -> None:
    site = await serve(talk)
    async with soon():
        with pytest.raises(Failure, match=why) as caught:
            await client.fetch(Request(site.url()))
    assert caught.value.phase is phase


_CHUNKED = _OK + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("talk", "body", "why"),
    [
        pytest.param(
            says(_OK + b"Content-Length: 10\r\n\r\nshort"),
            b"short",
            "closed before the end",
            id="closed early",
        ),
        pytest.param(
            says(_CHUNKED + b"5\r\nshort\r\n"),
            b"short",
            "closed before the end",
            id="closed between chunks",
        ),
        pytest.param(
            says(_CHUNKED + b"FFFFFFFFFFFFFFFF\r\nabc"),
            b"abc",
            "closed before the end",
            id="an absurd chunk",
        ),
        pytest.param(
            says(_CHUNKED + b"FFFFFFFFFFFFFFFFFF\r\nabc"),
            b"",
            "framing .* [(]chunk size overflow",
            id="a chunk size that overflows",
        ),
        pytest.param(
            says(_CHUNKED + b"3\r\nabcdef"),
            b"abc",
            "framing of the body is broken",
            id="a chunk longer than its size",
        ),
        pytest.param(
            says(_CHUNKED + b"-3\r\nabc"),
            b"",
            "framing of the body is broken",
            id="a negative chunk",
        ),
        pytest.param(
            endless(_CHUNKED, b"1;" + b"x" * 5000, 0.001),
            b"",
            "4 KiB of trailers or chunk framing",
            id="endless chunk extensions",
        ),
        pytest.param(
            endless(_CHUNKED + b"0\r\nT: ", b"x" * 999, 0.001),
            b"",
            "4 KiB of trailers or chunk",
            id="endless trailers",
        ),
        pytest.param(
            says(_OK + b"Content-Length: 9\r\n\r\nabc", close=False),
            b"abc",
            r"nothing .* 0\.4 s",
            id="stalled",
        ),
        pytest.param(
            endless(_OK + b"\r\n", b"a", 0.3), None, r"not finished within 1\.2 s", id="dripping"
        ),
        pytest.param(
            endless(_OK + b"\r\n", b"\0" * 60_000),
            b"\0" * 20_000,
            "limit of 20000 bytes",
            id="endless",
        ),
        pytest.param(
            says(answer(b"x" * 20_001)), b"x" * 20_000, "limit of 20000 bytes", id="a byte too long"
        ),
        pytest.param(
            says(answer(b"not gzip", "Content-Encoding: gzip")),
            b"not gzip",
            "gzip stream is corr",
            id="not the encoding it says",
        ),
        pytest.param(
            says(answer(b"raw", "Content-Encoding: rot13")),
            b"raw",
            "'rot13' is not one we decode",
            id="an unknown encoding",
        ),
    ],
)
async def test_a_body_that_cannot_be_had_whole_is_truncated_not_a_failure(
    serve: Serve, client: Client, talk: Talk, body: bytes | None, why: str
) -> None:
    site = await serve(talk)
    async with soon():
        response = await client.fetch(Request(site.url()))
    assert response.truncated
    assert response.why_truncated
    assert re.search(why, response.why_truncated), response.why_truncated
    assert body is None or response.body == body


async def test_a_body_just_within_the_limit_is_whole(serve: Serve, client: Client) -> None:
    site = await serve(says(answer(b"x" * 20_000)))
    response = await client.fetch(Request(site.url()))
    assert (response.wire_bytes, response.truncated) == (20_000, False)


async def test_a_reset_in_an_unframed_body_is_not_its_end(serve: Serve, client: Client) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(_OK + b"\r\npart")
        await asyncio.sleep(0.1)
        sock = writer.get_extra_info("socket")
        # Linger 0: closing sends a reset.
        sock.setsockopt(1, 13, b"\x01\0\0\0\0\0\0\0")
        writer.transport.abort()

    site = await serve(talk)
    response = await client.fetch(Request(site.url()))
    assert (response.body, response.truncated) == (b"part", True)
    assert "reset" in response.why_truncated


async def test_hostile_header_bytes_stay_as_they_are(serve: Serve, client: Client) -> None:
    raw = _OK + b"X: caf\xe9 \x1b[31mred\x1b[0m\r\nY: \xff\xfe\x07\r\nContent-Length: 0\r\n\r\n"
    site = await serve(says(raw))
    response = await client.fetch(Request(site.url()))
    assert response.header("x") == "caf\xe9 \x1b[31mred\x1b[0m"
    assert response.header("y") == "\xff\xfe\x07"


async def test_a_request_cannot_be_made_to_inject_headers(serve: Serve, labs: Labs) -> None:
    site = await serve(says(answer()))
    lab = labs()
    bad = [
        Request(site.url(), headers=(("X", "a\r\nEvil: 1"),)),
        Request(site.url(), headers=(("X\r\nEvil: 1", "a"),)),
        Request(site.url(), headers=(("X", "a\0"),)),
        Request(site.url(), headers=(("", "a"),)),
        Request(site.url(), headers=(("Content-Length", "5"),)),
        Request(site.url(), headers=(("Transfer-Encoding", "chunked"),)),
        Request(site.url(), agent="a\nb"),
        Request(site.url(), method="GET / HTTP/1.1\r\nEvil: 1\r\n\r\n"),
        Request(site.url(), method="CONNECT"),
        Request(site.url("/a\r\nEvil: 1")),
    ]
    for request in bad:
        with pytest.raises(Failure):
            await lab.client.fetch(request)
    assert lab.traffic.connections == 0
