"""Name servers on loopback: Knot DNS for what is right, a scripted one for what is wrong."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import dns.dnssec
import dns.dnssectypes
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset
import dns.zone
import pytest

from launchready.net.dns.resolver import Resolver
from launchready.net.dns.servers import Server
from launchready.net.traffic import Traffic

from .knot import Knot, running

Datagrams = Sequence[bytes]
Script = Callable[[bytes, bool], Datagrams]
"""What to send back for these query bytes, over TCP or not; nothing: silence."""


def reply(query: bytes, *records: str, rcode: str = "NOERROR", flags: str = "QR RD RA") -> bytes:
    """An honest answer to query bytes; records as `name ttl IN type data`."""
    asked = dns.message.from_wire(query)
    answer = dns.message.make_response(asked, recursion_available=True)
    answer.flags = dns.flags.from_text(flags)
    answer.set_rcode(dns.rcode.from_text(rcode))
    for record in records:
        name, ttl, rdclass, kind, data = record.split(" ", 4)
        answer.answer.append(dns.rrset.from_text(name, int(ttl), rdclass, kind, data))
    return answer.to_wire(max_size=65535)


def asked_name(query: bytes) -> str:
    """The name that a query asks for, lower case without the last dot."""
    return dns.message.from_wire(query).question[0].name.to_text(omit_final_dot=True).lower()


def asked_kind(query: bytes) -> str:
    """The record type that a query asks for: `A`."""
    return dns.rdatatype.to_text(dns.message.from_wire(query).question[0].rdtype)


@dataclass
class Scripted(asyncio.DatagramProtocol):
    """A name server that says what a script tells it, over UDP and TCP on one port."""

    script: Script
    queries: list[bytes] = field(default_factory=list)
    askers: list[tuple[str, int]] = field(default_factory=list)
    """Address and port each UDP query came from."""
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    over_tcp: int = 0
    server: Server = field(default_factory=lambda: Server("127.0.0.1"))
    transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, addr: Any) -> None:
        self.queries.append(data)
        self.askers.append(addr)
        self.asked.set()
        for datagram in self.script(data, False):
            self.transport.sendto(datagram, addr)

    async def serve_tcp(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.over_tcp += 1
        try:
            (length,) = struct.unpack("!H", await reader.readexactly(2))
            query = await reader.readexactly(length)
            for answer in self.script(query, True):
                writer.write(struct.pack("!H", len(answer)) + answer)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def scripted_server(script: Script) -> AsyncIterator[Scripted]:
    """Run a scripted name server on a free port of 127.0.0.1."""
    loop = asyncio.get_running_loop()
    rogue = Scripted(script)
    tcp = await asyncio.start_server(rogue.serve_tcp, "127.0.0.1", 0)
    port = tcp.sockets[0].getsockname()[1]
    transport, _ = await loop.create_datagram_endpoint(
        lambda: rogue, local_addr=("127.0.0.1", port)
    )
    rogue.server = Server("127.0.0.1", port)
    try:
        yield rogue
    finally:
        transport.close()
        tcp.close()
        await tcp.wait_closed()
        await asyncio.sleep(0)


Rogue = Callable[[Script], Awaitable[Scripted]]


@pytest.fixture
async def rogue() -> AsyncIterator[Rogue]:
    """Start scripted name servers that end with the test."""
    async with AsyncExitStack() as stack:

        async def start(script: Script) -> Scripted:
            return await stack.enter_async_context(scripted_server(script))

        yield start


@pytest.fixture
def traffic() -> Traffic:
    return Traffic()


Resolving = Callable[..., Resolver]


@pytest.fixture
async def resolving(traffic: Traffic) -> AsyncIterator[Resolving]:
    """Make resolvers with short patience, closed with the test."""
    resolvers = []

    def make(*servers: Server, timeout: float = 0.2, **patience: Any) -> Resolver:
        resolver = Resolver(servers, traffic, timeout=timeout, **patience)
        resolvers.append(resolver)
        return resolver

    yield make
    for resolver in resolvers:
        await resolver.close()


@pytest.fixture(scope="session")
def knot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knot]:
    """Knot DNS serving `example` and its children."""
    with running(tmp_path_factory.mktemp("knot")) as server:
        yield server
