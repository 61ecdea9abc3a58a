"""Open TCP connections: guarded, counted, mapped, and at most so many to a host at a time."""

from __future__ import annotations

import asyncio
import os
import socket
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from ipaddress import ip_address

from launchready.net.failure import Failure, Phase
from launchready.net.guard import Guard
from launchready.net.traffic import Traffic

Lookup = Callable[[str], Awaitable[Sequence[str]]]
"""Host name to addresses, best first; raises `Failure(Phase.NAME)`."""

ConnectMap = Mapping[tuple[str, int], tuple[str, int]]
"""`--connect HOST:PORT:ADDR:PORT`: where to dial instead, before the DNS is switched."""


@dataclass(frozen=True, slots=True)
class Dialled:
    """A connected socket, and what it took."""

    sock: socket.socket
    address: str
    """The address that answered (of the name, not of a `--connect` override's map)."""
    port: int
    lookup_ms: float
    connect_ms: float


class Dialler:
    """Opens connections for one run."""

    def __init__(
        self,
        lookup: Lookup,
        guard: Guard,
        traffic: Traffic,
        *,
        connect: ConnectMap | None = None,
        per_host: int = 4,
        timeout: float = 5.0,
    ) -> None:
        self._lookup = lookup
        self._guard = guard
        self._traffic = traffic
        self._connect = dict(connect or {})
        self._per_host = per_host
        self._lanes: dict[str, asyncio.Semaphore] = {}
        self._queued: Counter[str] = Counter()
        self.idlers: list[Callable[[str], None]] = []
        """Called with a host when its lanes are all taken: whoever keeps an idle connection to it
        closes one, or the one who waits would wait for nobody."""
        self.timeout = timeout

    @asynccontextmanager
    async def lane(self, host: str) -> AsyncIterator[None]:
        """Hold one of the connections that a host may have at a time."""
        lane = self._lanes.setdefault(host, asyncio.Semaphore(self._per_host))
        if lane.locked():
            self._queued[host] += 1
            try:
                for give_way in tuple(self.idlers):
                    give_way(host)
                await lane.acquire()
            finally:
                self._queued[host] -= 1
        else:
            await lane.acquire()
        try:
            yield
        finally:
            lane.release()

    def queued(self, host: str) -> int:
        """How many wait for a lane of this host."""
        return self._queued.get(host, 0)

    async def endpoints(self, host: str, port: int) -> tuple[tuple[str, int], ...]:
        """Return the addresses and ports to try, best first. Raises `Failure`."""
        override = self._connect.get((host, port))
        if override is not None:
            return (override,)
        return tuple((address, port) for address in await self._addresses(host))

    async def _addresses(self, host: str) -> Sequence[str]:
        try:
            return (str(ip_address(host.strip("[]"))),)
        except ValueError:
            return await self._lookup(host)

    async def dial(self, host: str, port: int) -> Dialled:
        """Connect to the first address that answers. Raises `Failure`.

        The caller holds a `lane` for as long as it keeps the socket.
        """
        began = time.perf_counter()
        endpoints = await self.endpoints(host, port)
        looked_up = time.perf_counter()
        failure = Failure(Phase.NAME, f"{host} has no address")
        for address, real_port in endpoints:
            self._guard.check(host, address)
            try:
                sock = await self._open(host, address, real_port)
            except Failure as error:
                failure = error
                continue
            connected = time.perf_counter()
            return Dialled(
                sock, address, real_port, (looked_up - began) * 1e3, (connected - looked_up) * 1e3
            )
        raise failure

    async def _open(self, host: str, address: str, port: int) -> socket.socket:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        try:
            sock = socket.socket(family, socket.SOCK_STREAM)
        except OSError as error:
            raise Failure(Phase.CONNECT, f"no socket can be had: {_reason(error)}") from None
        sock.setblocking(False)  # noqa: FBT003 - positional only
        self._traffic.connected(host)
        try:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            async with asyncio.timeout(self.timeout):
                await asyncio.get_running_loop().sock_connect(sock, (address, port))
        except TimeoutError:
            sock.close()
            why = f"no answer from {address} port {port} within {self.timeout:g} s"
            raise Failure(Phase.CONNECT, why) from None
        except OSError as error:
            sock.close()
            why = f"{address} port {port}: {_reason(error)}"
            raise Failure(Phase.CONNECT, why) from None
        except BaseException:
            sock.close()
            raise
        return sock


def _reason(error: OSError) -> str:
    """The system's own words: asyncio puts the address into them a second time."""
    return (os.strerror(error.errno) if error.errno else str(error)).lower()
