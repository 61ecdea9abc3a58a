from __future__ import annotations

import asyncio
import gzip

import pytest

from launchready.net.failure import Failure
from launchready.net.http.client import Client
from launchready.net.http.limits import Limits
from launchready.net.http.message import Request

from .conftest import Labs, Serve, answer, app, read_request, says, silence, soon


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


_EVENTS = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
)


async def test_events_are_read_as_they_come_with_their_times(serve: Serve, client: Client) -> None:
    pieces = [chunk(b"data: %d\n\n" % number) for number in range(5)]
    site = await serve(says(_EVENTS, *pieces, b"0\r\n\r\n", close=False, gap=0.03))
    async with soon(), client.stream(Request(site.url())) as stream:
        assert stream.response.status == 200
        assert stream.response.header("content-type") == "text/event-stream"
        assert stream.response.body == b""
        chunks = [each async for each in stream]
    assert [each.data for each in chunks] == [b"data: %d\n\n" % number for number in range(5)]
    times = [each.at_ms for each in chunks]
    assert times == sorted(times)
    assert times[-1] - times[0] > 80
    assert stream.why_truncated == ""
    assert (await client.fetch(Request(site.url()))).reused


async def test_a_stream_arrives_as_it_was_sent(serve: Serve, client: Client) -> None:
    asked: list[bytes] = []

    def respond(_: str, request: bytes) -> bytes:
        asked.append(request)
        return answer(gzip.compress(b"x"), "Content-Encoding: gzip")

    site = await serve(app(respond))
    async with client.stream(Request(site.url())) as stream:
        body = b"".join([each.data async for each in stream])
    assert gzip.decompress(body) == b"x"
    assert b"Accept-Encoding: identity\r\n" in asked[0]


async def test_a_stream_left_early_frees_its_connection(serve: Serve, labs: Labs) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(_EVENTS)
        while True:
            writer.write(chunk(b"tick"))
            await writer.drain()
            await asyncio.sleep(0.01)

    site = await serve(talk)
    client = labs(per_origin=1).client
    async with soon():
        for _ in range(5):
            async with client.stream(Request(site.url())) as stream:
                async for each in stream:
                    assert each.data
                    break


async def test_a_stream_that_breaks_off_ends_and_says_why(serve: Serve, client: Client) -> None:
    site = await serve(says(_EVENTS, chunk(b"data: 1\n\n")))
    async with soon(), client.stream(Request(site.url())) as stream:
        chunks = [each async for each in stream]
    assert len(chunks) == 1
    assert "closed before the end" in stream.why_truncated


async def test_a_stream_that_stalls_ends_and_says_why(serve: Serve, client: Client) -> None:
    site = await serve(says(_EVENTS, chunk(b"data: 1\n\n"), close=False))
    async with soon(), client.stream(Request(site.url())) as stream:
        assert len([each async for each in stream]) == 1
    assert "nothing more for 0.4 s" in stream.why_truncated


async def test_a_stream_without_an_answer_fails(serve: Serve, client: Client) -> None:
    site = await serve(silence)
    async with soon():
        with pytest.raises(Failure, match="no answer within"):
            async with client.stream(Request(site.url())):
                pass


async def test_a_stream_on_a_stale_connection_starts_over(serve: Serve, client: Client) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(answer(b"fresh"))
        await read_request(reader)

    site = await serve(talk)
    await client.fetch(Request(site.url()))
    async with client.stream(Request(site.url())) as stream:
        assert [each.data async for each in stream] == [b"fresh"]
    assert site.connections == 2


async def test_a_slow_reader_makes_the_server_wait(serve: Serve, labs: Labs) -> None:
    """What is not read yet is bounded, and nothing of it is lost."""
    size = 8 * 1024 * 1024
    body = bytes(range(256)) * (size // 256)
    site = await serve(says(answer(body)))
    client = labs(limits=Limits(body_bytes=2 * size)).client
    got = bytearray()
    async with soon(), client.stream(Request(site.url())) as stream:
        await asyncio.sleep(0.3)
        held = stream._held
        async for each in stream:
            got += each.data
    assert held < 2 * 1024 * 1024
    assert bytes(got) == body
    assert stream.why_truncated == ""
