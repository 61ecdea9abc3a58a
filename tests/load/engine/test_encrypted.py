"""Over TLS: scenarios send secrets, so only to whom the certificate says it is."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import trustme

from launchready.facts.load import Fault
from launchready.load.engine.lines import open_lines
from launchready.load.engine.run import run_phase
from launchready.load.tally import Tally
from launchready.net.network import Settings

from .conftest import QUICK, brisk, scenario, soon


@asynccontextmanager
async def served(name: str, ca: trustme.CA) -> AsyncIterator[int]:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                await reader.readuntil(b"\r\n\r\n")
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            writer.transport.abort()

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert(name).configure_cert(context)
    server = await asyncio.start_server(talk, "127.0.0.1", 0, ssl=context)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def run(port: int, ca_file: Path | None, **options: Any) -> Tally:
    lines = open_lines(
        Settings(
            allow_private=True,
            ca_file=ca_file,
            connect={("shop.example", port): ("127.0.0.1", port)},
        ),
        limits=QUICK,
        tag="lr-test",
        most=5,
        allowed=frozenset({"shop.example"}),
    )
    try:
        async with soon():
            whole = scenario(f"https://shop.example:{port}")
            return await run_phase(whole, brisk(50, **options), lines)
    finally:
        await lines.close()


async def test_handshakes_are_counted_apart_and_connections_kept(tmp_path: Path) -> None:
    ca = trustme.CA()
    ca.cert_pem.write_to_path(tmp_path / "ca.pem")
    async with served("shop.example", ca) as port:
        tally = await run(port, tmp_path / "ca.pem")
        own = await run(port, tmp_path / "ca.pem", per_user=True)
    assert (tally.requests, tally.failed) == (20, 0)
    assert tally.handshake.count <= 5
    route = tally.routes["home"]
    assert route.response.high >= tally.handshake.low
    assert (own.failed, own.handshake.count) == (0, 20)


@pytest.mark.parametrize("name", ["other.example", "shop.example"])
async def test_nothing_is_sent_to_whom_the_certificate_is_not_for(name: str) -> None:
    async with served(name, trustme.CA()) as port:
        tally = await run(port, None)
    assert tally.routes["home"].faults == {Fault.TLS: 20}
