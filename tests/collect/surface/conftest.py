"""A web server on loopback whose answers each test states, and a look at it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from launchready.collect.look import Look
from launchready.facts.product import Host, Product, Role
from launchready.facts.run import Run
from launchready.net.http.limits import Limits
from launchready.net.network import Settings, open_network

Answer = tuple[int, dict[str, str], str | bytes] | None
"""Status, headers and body; None: the server says nothing and holds the connection."""


@dataclass
class Site:
    """What the server was asked, and the look at it."""

    look: Look
    base: str
    """`http://127.0.0.1:PORT`."""
    asked: list[str] = field(default_factory=list)
    """`GET /path`, in the order asked."""


Visit = Callable[..., Awaitable[Site]]


@pytest.fixture
async def visit() -> AsyncIterator[Visit]:
    """`await visit(answer, role, run={…}, manifest=lambda base: {…})`."""
    servers: list[asyncio.Server] = []
    looks: list[Look] = []
    talks: set[asyncio.Task[None]] = set()

    async def start(
        answer: Callable[[str, str, dict[str, str]], Answer],
        role: Role = Role.APEX,
        *,
        run: dict[str, Any] | None = None,
        manifest: Callable[[str], dict[str, Any]] | None = None,
    ) -> Site:
        def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            talk = asyncio.ensure_future(_talk(answer, site, reader, writer))
            talks.add(talk)
            talk.add_done_callback(talks.discard)

        server = await asyncio.start_server(accept, "127.0.0.1", 0)
        servers.append(server)
        base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        product = Product(canonical=f"{base}/", hosts=(Host("127.0.0.1", role),))
        product = replace(product, **(manifest(base) if manifest else {}))
        limits = Limits(first_byte_s=0.5, idle_s=0.5, total_s=2.0)
        network = open_network(Settings(allow_private=True, timeout=0.5, limits=limits))
        at = datetime(2026, 11, 22, tzinfo=UTC)
        look = Look(product, network, replace(Run(at=at), **(run or {})))
        looks.append(look)
        site = Site(look, base)
        return site

    yield start
    for look in looks:
        await look.close()
    for server in servers:
        server.close()
    for talk in tuple(talks):
        talk.cancel()
    await asyncio.gather(*talks, return_exceptions=True)
    # An aborted transport closes its socket in the next turn of the loop.
    await asyncio.sleep(0.01)


async def _talk(
    answer: Callable[[str, str, dict[str, str]], Answer],
    site: Site,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
) -> None:
    try:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while await _exchange(answer, site, reader, writer):
                pass
    finally:
        writer.transport.abort()


async def _exchange(
    answer: Callable[[str, str, dict[str, str]], Answer],
    site: Site,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
) -> bool:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.split("\r\n")
    method, path, _ = first.split(" ")
    pairs = (line.partition(": ") for line in lines if line)
    headers = {name.lower(): value for name, _, value in pairs}
    await reader.readexactly(int(headers.get("content-length", "0")))
    site.asked.append(f"{method} {path}")
    said = answer(method, path, headers)
    if said is None:
        await asyncio.sleep(60)
        return False
    writer.write(_wire(*said))
    await writer.drain()
    return True


def _wire(status: int, headers: dict[str, str], body: str | bytes) -> bytes:
    content = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} Any", f"Content-Length: {len(content)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + content
