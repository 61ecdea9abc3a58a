"""Carry one query to one server and bring back the bytes that claim to answer it."""

from __future__ import annotations

import asyncio
import struct
from dataclasses import dataclass, field
from typing import cast

from launchready.net.dns import wire
from launchready.net.dns.servers import Server
from launchready.net.dns.wire import Query
from launchready.net.traffic import Traffic

IN_FLIGHT = 64
"""Queries that one server gets at a time: home routers drop what comes in a flood."""


class NoReply(Exception):  # noqa: N818 - an outcome of the target, not an error of ours
    """A server sent nothing that answers the query. `str()` says how."""


@dataclass(slots=True)
class _Line(asyncio.DatagramProtocol):
    """A connected UDP socket: the system drops what any other address sends (RFC 5452)."""

    waiting: dict[int, tuple[Query, asyncio.Future[bytes]]] = field(default_factory=dict)
    ignored: int = 0
    """Datagrams from the right address that answer no question of ours."""
    retired: bool = False
    transport: asyncio.DatagramTransport = field(init=False)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport; uvloop's is no subclass of asyncio's."""
        self.transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: object) -> None:
        """Hand an answer to whoever asked; ignore everything else."""
        del addr
        query, reply = self.waiting.get(int.from_bytes(data[:2], "big"), (None, None))
        if query is None or reply is None or not query.accepts(data):
            self.ignored += 1
        elif not reply.done():
            reply.set_result(data)

    def error_received(self, exc: Exception) -> None:
        """Fail all that wait: the system says that this server cannot be reached."""
        for _, reply in self.waiting.values():
            if not reply.done():
                reply.set_exception(NoReply(_reason(exc)))

    def retire(self) -> None:
        """Close as soon as nobody waits any more."""
        self.retired = True
        if not self.waiting:
            self.transport.close()

    async def ask(self, query: Query) -> bytes:
        """Send a query and wait for its answer. Raises `NoReply`; the caller bounds the time."""
        reply: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self.waiting[query.id] = (query, reply)
        try:
            self.transport.sendto(query.wire)
            return await reply
        finally:
            del self.waiting[query.id]
            if self.retired:
                self.retire()


class Exchange:
    """The sockets of one resolver: UDP kept open per server, TCP for what does not fit."""

    def __init__(self, traffic: Traffic) -> None:
        self._traffic = traffic
        self._lines: dict[Server, _Line] = {}
        self._opening: dict[Server, asyncio.Lock] = {}
        self._lanes: dict[Server, asyncio.Semaphore] = {}

    async def fetch(self, server: Server, query: Query, within: float) -> bytes:
        """Return the answer of one server in `within` seconds. Raises `NoReply`."""
        async with self._lanes.setdefault(server, asyncio.Semaphore(IN_FLIGHT)):
            noise = 0
            line: _Line | None = None
            try:
                async with asyncio.timeout(within):
                    line = await self._line(server, query)
                    noise = line.ignored
                    self._traffic.dns_queries += 1
                    reply = await line.ask(query)
                    return await self._whole(server, query) if wire.truncated(reply) else reply
            except TimeoutError:
                ignored = line.ignored - noise if line else 0
                self._retire(server, line)
                raise NoReply(_silence(server, within, ignored)) from None
            except OSError as error:
                self._retire(server, line)
                why = f"{server}: {_reason(error)}"
                raise NoReply(why) from None
            except NoReply as failure:
                self._retire(server, line)
                why = f"{server}: {failure}"
                raise NoReply(why) from None

    async def _line(self, server: Server, query: Query) -> _Line:
        """Return an open socket to a server on which this id is free."""
        async with self._opening.setdefault(server, asyncio.Lock()):
            line = self._lines.get(server)
            if line is not None and query.id in line.waiting:
                self._retire(server, line)
                line = None
            if line is None or line.transport.is_closing():
                _, line = await asyncio.get_running_loop().create_datagram_endpoint(
                    _Line, remote_addr=(server.address, server.port)
                )
                self._lines[server] = line
            return line

    def _retire(self, server: Server, line: _Line | None) -> None:
        """Leave a silent socket: the next one has a new port, and the network may have changed."""
        if line is None:
            return
        if self._lines.get(server) is line:
            del self._lines[server]
        line.retire()

    async def _whole(self, server: Server, query: Query) -> bytes:
        """Ask again over TCP (RFC 7766). Raises `NoReply` and `OSError`."""
        self._traffic.connected(server.address)
        self._traffic.dns_queries += 1
        reader, writer = await asyncio.open_connection(server.address, server.port)
        try:
            writer.write(struct.pack("!H", len(query.wire)) + query.wire)
            (length,) = struct.unpack("!H", await reader.readexactly(2))
            reply = await reader.readexactly(length)
        except asyncio.IncompleteReadError:
            why = "the answer does not fit UDP, and over TCP the connection ended early"
            raise NoReply(why) from None
        finally:
            writer.transport.abort()
        if not query.accepts(reply):
            why = "the answer over TCP is not to the question asked"
            raise NoReply(why)
        return reply

    def close(self) -> None:
        """Close every socket at once."""
        for line in self._lines.values():
            line.transport.abort()
        self._lines.clear()


def _reason(error: Exception) -> str:
    if isinstance(error, ConnectionRefusedError):
        return "nothing listens there"
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()


def _silence(server: Server, within: float, ignored: int) -> str:
    why = f"no answer from {server} within {within:.2g} s"
    return f"{why}; {ignored} datagrams that answer another question" if ignored else why
