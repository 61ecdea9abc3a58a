"""A small web server on loopback whose answers each test states, and a look at it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from launchready.collect.look import Look
from launchready.facts.product import Host, Product, Role
from launchready.facts.run import Run
from launchready.net.http.limits import Limits
from launchready.net.network import Settings, open_network

Answer = tuple[int, dict[str, str], str] | None
"""Status, headers and body; None: the server says nothing and holds the connection."""
Answering = Callable[[str, str, dict[str, str]], Answer]
"""Called with method, path, and headers by lower-case name."""
LookAt = Callable[..., Awaitable[Look]]


async def _talk(
    answering: Answering, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            first, *lines = head.split("\r\n")
            method, path, _ = first.split(" ")
            pairs = (line.partition(": ") for line in lines if line)
            said = answering(method, path, {name.lower(): value for name, _, value in pairs})
            if said is None:
                await asyncio.sleep(60)
            else:
                writer.write(_wire(*said))
                await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


def _wire(status: int, headers: dict[str, str], body: str) -> bytes:
    content = body.encode()
    lines = [f"HTTP/1.1 {status} Any", f"Content-Length: {len(content)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + content


@pytest.fixture
async def look_at() -> AsyncIterator[LookAt]:
    """`await look_at(answering, role, deep=…, **manifest)`: serve, and open a look at it."""
    servers: list[asyncio.Server] = []
    looks: list[Look] = []
    talks: set[asyncio.Task[None]] = set()

    async def start(
        answering: Answering, role: Role = Role.APEX, *, deep: bool = False, **manifest: Any
    ) -> Look:
        def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            talk = asyncio.ensure_future(_talk(answering, reader, writer))
            talks.add(talk)
            talk.add_done_callback(talks.discard)

        server = await asyncio.start_server(accept, "127.0.0.1", 0)
        servers.append(server)
        port = server.sockets[0].getsockname()[1]
        product = Product(
            canonical=f"http://127.0.0.1:{port}/",
            domain="shop.example",
            hosts=(Host("127.0.0.1", role),),
        )
        limits = Limits(first_byte_s=0.5, idle_s=0.5, total_s=1.0)
        network = open_network(Settings(allow_private=True, timeout=0.5, limits=limits))
        run = Run(at=datetime(2026, 11, 22, tzinfo=UTC), deep=deep)
        look = Look(replace(product, **manifest), network, run)
        looks.append(look)
        return look

    yield start
    for look in looks:
        await look.close()
    for server in servers:
        server.close()
    for talk in tuple(talks):
        talk.cancel()
    await asyncio.gather(*talks, return_exceptions=True)
