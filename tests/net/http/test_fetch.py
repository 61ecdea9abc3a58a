from __future__ import annotations

import asyncio
import gzip

import pytest

from launchready.net.failure import Failure, Phase
from launchready.net.http.client import Client
from launchready.net.http.message import Request

from .conftest import Labs, Serve, answer, app, read_request, says, silence, slam, soon


async def test_an_answer_comes_back_word_for_word(serve: Serve, client: Client) -> None:
    site = await serve(says(answer(b"caf\xc3\xa9", "X-One: 1", "x-ONE: 2", "Set-Cookie: a=b")))
    response = await client.fetch(Request(site.url("/a?b=c")))
    assert (response.status, response.reason, response.http_version) == (200, "OK", "1.1")
    assert response.headers[:2] == (("X-One", "1"), ("x-ONE", "2"))
    assert response.header("x-one") == "1"
    assert response.all("X-One") == ("1", "2")
    assert response.header("missing") is None
    assert response.all("set-cookie") == ("a=b",)
    assert response.text() == "café"
    assert (response.wire_bytes, response.truncated, response.reused) == (5, False, False)
    assert (response.url, response.host, response.method) == (
        site.url("/a?b=c"),
        "site.test",
        "GET",
    )
    assert (response.address, response.port, response.tls) == ("127.0.0.1", site.port, None)


async def test_phases_are_timed_and_only_where_they_happened(serve: Serve, client: Client) -> None:
    site = await serve(app(lambda _, __: answer(), delay=0.05))
    first = (await client.fetch(Request(site.url()))).timing
    again = await client.fetch(Request(site.url()))
    assert first.dns_ms is not None
    assert first.connect_ms is not None
    assert first.tls_ms is None
    assert first.first_byte_ms is not None
    assert first.first_byte_ms > 40
    assert first.total_ms is not None
    assert first.total_ms >= first.first_byte_ms + first.dns_ms + first.connect_ms
    assert again.reused
    assert (again.timing.dns_ms, again.timing.connect_ms) == (None, None)


async def test_the_request_is_what_a_browser_like_client_sends(serve: Serve, labs: Labs) -> None:
    asked: list[bytes] = []

    def respond(_: str, request: bytes) -> bytes:
        asked.append(request)
        return answer()

    site = await serve(app(respond))
    lab = labs()
    await lab.client.fetch(Request(site.url("/x")))
    await lab.client.fetch(Request(site.url("/x"), agent="mobile"))
    own = (("accept-encoding", "br"), ("X-A", "1"))
    await lab.client.fetch(Request(site.url("/x"), "POST", own, b"hi", agent="me/1"))
    desktop, mobile, mine = (each.decode() for each in asked)
    assert desktop.startswith(f"GET /x HTTP/1.1\r\nHost: site.test:{site.port}\r\n")
    assert "Accept-Encoding: gzip, br, zstd\r\n" in desktop
    assert "launchready/" in desktop
    assert "Mobile" not in desktop
    assert "Mobile" in mobile
    assert "User-Agent: me/1\r\n" in mine
    assert "gzip" not in mine
    assert mine.endswith("accept-encoding: br\r\nX-A: 1\r\nContent-Length: 2\r\n\r\nhi")
    assert (lab.traffic.requests, lab.traffic.connections) == (3, 1)
    assert lab.traffic.bytes_in == 3 * len(answer())


@pytest.mark.parametrize(
    ("raw", "body"),
    [
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", b"abc"),
        (b"HTTP/1.1 200 OK\r\n\r\nuntil closed", b"until closed"),
        (b"HTTP/1.0 200 OK\r\n\r\nold", b"old"),
        (b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok", b"ok"),
        (b"HTTP/1.1 200 OK\nContent-Length: 2\n\nlf", b"lf"),
        (b"HTTP/1.1 204 No Content\r\n\r\n", b""),
        (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", b""),
        (answer(b"", status="500 Oops"), b""),
        (
            (
                b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 9\r\n\r\n"
                b"2\r\nok\r\n0\r\nTrailer: dropped\r\n\r\n"
            ),
            b"ok",
        ),
    ],
)
async def test_every_framing_is_understood(
    serve: Serve, client: Client, raw: bytes, body: bytes
) -> None:
    site = await serve(says(raw))
    response = await client.fetch(Request(site.url()))
    assert (response.body, response.truncated) == (body, False)
    assert response.header("trailer") is None


async def test_bytes_may_come_one_at_a_time(serve: Serve, client: Client) -> None:
    raw = answer(b"slow", "Long-Header-Name: a long value")
    site = await serve(says(*(raw[at : at + 1] for at in range(len(raw))), gap=0.001))
    response = await client.fetch(Request(site.url()))
    assert response.header("long-header-name") == "a long value"
    assert response.body == b"slow"


async def test_interim_answers_are_skipped(serve: Serve, client: Client) -> None:
    hint = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
    site = await serve(says(b"HTTP/1.1 100 Continue\r\n\r\n", hint, answer(b"final", "X: y")))
    response = await client.fetch(Request(site.url()))
    assert (response.status, response.body) == (200, b"final")
    assert response.header("link") is None


async def test_a_head_request_has_no_body_and_keeps_its_connection(
    serve: Serve, client: Client
) -> None:
    site = await serve(app(lambda _, r: answer(length=True)[: -5 if r[:4] == b"HEAD" else None]))
    head = await client.fetch(Request(site.url(), "HEAD"))
    get = await client.fetch(Request(site.url()))
    assert (head.body, head.header("content-length"), head.truncated) == (b"", "5", False)
    assert (get.body, get.reused) == (b"hello", True)


async def test_switching_protocols_is_an_answer_and_ends_the_connection(
    serve: Serve, client: Client
) -> None:
    raw = b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nnoise"
    site = await serve(says(raw, close=False))
    assert (await client.fetch(Request(site.url()))).status == 101
    assert not (await client.fetch(Request(site.url()))).reused


async def test_a_dead_port_is_a_connect_failure(serve: Serve, client: Client) -> None:
    site = await serve(silence)
    port = site.port
    gone = await asyncio.start_server(lambda _, __: None, "127.0.0.1", 0)
    port = gone.sockets[0].getsockname()[1]
    gone.close()
    await gone.wait_closed()
    async with soon():
        results = await asyncio.gather(
            *(client.fetch(Request(f"http://site.test:{port}/{n}")) for n in range(20)),
            return_exceptions=True,
        )
    assert all(isinstance(each, Failure) for each in results)
    assert {each.phase for each in results if isinstance(each, Failure)} == {Phase.CONNECT}


async def test_accepting_and_never_answering_is_a_first_byte_failure(
    serve: Serve, client: Client
) -> None:
    site = await serve(silence)
    async with soon():
        with pytest.raises(Failure, match=r"^first byte: no answer within 0\.6 s$"):
            await client.fetch(Request(site.url()))


async def test_a_timeout_on_a_kept_connection_is_not_retried(serve: Serve, client: Client) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(answer())
        await silence(reader, writer)

    site = await serve(talk)
    await client.fetch(Request(site.url()))
    with pytest.raises(Failure, match="no answer within"):
        await client.fetch(Request(site.url()))
    assert site.connections == 1


async def test_closing_at_once_is_a_failure(serve: Serve, client: Client) -> None:
    site = await serve(slam)
    async with soon():
        with pytest.raises(Failure, match=r"the connection was (closed|reset) before any answer"):
            await client.fetch(Request(site.url()))


async def test_cancelling_an_exchange_leaves_nothing_behind(serve: Serve, client: Client) -> None:
    gate = asyncio.Event()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            if b"/slow" in await read_request(reader):
                gate.set()
                await asyncio.sleep(0.2)
                writer.write(answer(b"late"))
            else:
                writer.write(answer(b"prompt"))

    site = await serve(talk)
    task = asyncio.create_task(client.fetch(Request(site.url("/slow"))))
    await gate.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    for _ in range(3):
        assert (await client.fetch(Request(site.url("/prompt")))).body == b"prompt"


async def test_closing_the_client_fails_what_is_under_way(serve: Serve, labs: Labs) -> None:
    site = await serve(silence)
    client = labs().client
    tasks = [asyncio.create_task(client.fetch(Request(site.url()))) for _ in range(6)]
    await asyncio.sleep(0.1)
    async with soon():
        await client.close()
        results = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(isinstance(each, Failure) for each in results)
    with pytest.raises(Failure, match="closed"):
        await client.fetch(Request(site.url()))


async def test_several_encodings_are_undone(serve: Serve, client: Client) -> None:
    twice = gzip.compress(gzip.compress(b"x" * 1000))
    site = await serve(says(answer(twice, "Content-Encoding: gzip", "content-encoding: GZIP")))
    response = await client.fetch(Request(site.url()))
    assert (response.body, response.encoding) == (b"x" * 1000, "gzip, gzip")
    assert response.wire_bytes == len(twice)


async def test_secrets_stay_out_of_repr(serve: Serve, client: Client) -> None:
    site = await serve(says(answer(b"hunter2", "Set-Cookie: sid=hunter2")))
    request = Request(site.url(), headers=(("Authorization", "hunter2"),), body=b"hunter2")
    assert "hunter2" not in repr(await client.fetch(request)) + repr(request)
