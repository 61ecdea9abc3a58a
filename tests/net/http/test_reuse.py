"""Connections are kept where that is safe, and only there."""

from __future__ import annotations

import asyncio

import pytest

from launchready.net.failure import Failure
from launchready.net.http.client import Client
from launchready.net.http.message import Request

from .conftest import Labs, Serve, answer, app, read_request, says


async def test_a_connection_is_reused_only_when_the_server_lets_it(
    serve: Serve, labs: Labs
) -> None:
    kept = await serve(app(lambda _, __: answer()))
    closed = await serve(app(lambda _, __: answer(b"x", "Connection: close")))
    old = await serve(app(lambda _, __: answer().replace(b"1.1", b"1.0", 1)))
    lab = labs()
    for site in (kept, closed, old):
        for _ in range(3):
            await lab.client.fetch(Request(site.url()))
    assert [site.connections for site in (kept, closed, old)] == [1, 3, 3]


async def test_without_keep_alive_every_exchange_has_its_own_connection(
    serve: Serve, labs: Labs
) -> None:
    site = await serve(app(lambda _, __: answer()))
    client = labs(keep_alive=False).client
    for _ in range(3):
        assert not (await client.fetch(Request(site.url()))).reused
    assert site.connections == 3


async def test_a_kept_connection_that_went_stale_is_replaced(serve: Serve, client: Client) -> None:
    """The server closes after each answer without a word; the close and the request cross."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(answer())
        await read_request(reader)

    site = await serve(talk)
    for turn in range(4):
        response = await client.fetch(Request(site.url()))
        assert response.body == b"hello", turn
    assert site.connections == 4


async def test_a_post_on_a_stale_connection_is_not_repeated(serve: Serve, client: Client) -> None:
    posts = 0

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal posts
        await read_request(reader)
        writer.write(answer())
        posts += (await read_request(reader)).startswith(b"POST")

    site = await serve(talk)
    await client.fetch(Request(site.url()))
    with pytest.raises(Failure, match="before any answer"):
        await client.fetch(Request(site.url(), "POST", body=b"pay"))
    assert posts == 1


async def test_a_stale_connection_is_retried_once_only(serve: Serve, client: Client) -> None:
    turn = 0

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal turn
        turn += 1
        await read_request(reader)
        if turn == 1:
            writer.write(answer())
            await read_request(reader)

    site = await serve(talk)
    await client.fetch(Request(site.url()))
    with pytest.raises(Failure, match="before any answer"):
        await client.fetch(Request(site.url()))
    assert site.connections == 2


async def test_a_server_that_closes_while_idle_costs_nothing(serve: Serve, client: Client) -> None:
    site = await serve(says(answer(), close=True))
    await client.fetch(Request(site.url()))
    await asyncio.sleep(0.05)
    assert not (await client.fetch(Request(site.url(), "POST"))).reused


async def test_garbage_after_an_answer_is_never_taken_for_the_next(
    serve: Serve, client: Client
) -> None:
    evil = answer(b"evil", "X-Evil: 1")
    for rest in (b"GARBAGE", evil, b"H", b"HTTP/1.1 200 OK\r\n", evil * 3):
        site = await serve(says(answer(b"good") + rest, close=False))
        for _ in range(2):
            response = await client.fetch(Request(site.url()))
            assert (response.body, response.header("x-evil")) == (b"good", None)
            assert not response.reused


async def test_unasked_bytes_on_an_idle_connection_close_it(serve: Serve, client: Client) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(answer(b"good"))
        await asyncio.sleep(0.02)
        writer.write(answer(b"evil"))
        await read_request(reader)

    site = await serve(talk)
    await client.fetch(Request(site.url()))
    await asyncio.sleep(0.1)
    response = await client.fetch(Request(site.url()))
    assert (response.body, response.reused) == (b"good", False)
