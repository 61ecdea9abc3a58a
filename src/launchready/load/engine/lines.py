"""The connections of a load run, and the hosts it may send to."""

from __future__ import annotations

import asyncio
import ssl
from time import perf_counter

from launchready.load.engine.desk import Desk, Origin
from launchready.load.engine.files import room_for
from launchready.load.engine.meter import by_chance, strict
from launchready.load.engine.way import Way, way_of
from launchready.load.journey import Headers, Step
from launchready.load.trouble import LoadError
from launchready.net.dial import Dialler
from launchready.net.dns.resolver import Resolver
from launchready.net.dns.servers import system_servers
from launchready.net.failure import Failure, Phase
from launchready.net.guard import Guard
from launchready.net.http.connection import Connection
from launchready.net.http.limits import Limits
from launchready.net.http.opening import open_connection
from launchready.net.http.url import Url, parse
from launchready.net.network import Settings
from launchready.net.traffic import Traffic

_MOST_WAYS = 4096
_MOST_READ = 20_000
_CLOSE_S = 1.0
_UNUSED = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""For connections without TLS."""

Key = tuple[str, str, str, bool, Headers, int]
"""URL, route, method, whether a stream is read, headers, length of the body."""


class Lines:
    """What a run sends over; shared by its phases."""

    def __init__(
        self,
        settings: Settings,
        *,
        limits: Limits,
        tag: str,
        most: int,
        allowed: frozenset[str],
        ceiling: float,
    ) -> None:
        self.limits = limits
        self.waits = strict(ceiling, perf_counter())
        """For journeys that can wait: alone, or in a closed loop."""
        self.arrives = by_chance(ceiling, perf_counter())
        """For journeys that begin when it is time."""
        self.tag = tag
        self.traffic = Traffic()
        self._settings = settings
        self._most = room_for(most)
        self._allowed = frozenset(host.lower() for host in allowed)
        self._resolver = Resolver(settings.resolvers or system_servers(), self.traffic)
        self._dialler = Dialler(
            self._resolver.addresses,
            Guard(settings.allow_private, settings.named),
            self.traffic,
            connect=settings.connect,
            timeout=settings.timeout,
        )
        self._tls: ssl.SSLContext | None = None
        self._desks: dict[Origin, Desk] = {}
        self.ways: dict[Key, Way] = {}
        """Those that were taken before."""
        self._read: set[str] = set()

    def way(self, step: Step) -> Way:
        """Return where a step goes. Raises `Failure`, and `LoadError` for a host not allowed."""
        target = step.target
        key = (step.url, target.name, target.method, target.stream, step.headers, len(step.body))
        way = self.ways.get(key)
        if way is None:
            if len(self.ways) >= _MOST_WAYS:
                self.ways.clear()
            url = parse(step.url)
            self._check(url)
            way = self.ways[key] = way_of(step, url, self._desk(url.origin), self.tag)
        return way

    def read_before(self, way: Way) -> bool:
        """Whether the run had read this URL, as far as it remembers; from now on it has."""
        if way.read:
            return True
        url = way.url.text
        if url in self._read:
            way.read = True
        elif len(self._read) < _MOST_READ:
            self._read.add(url)
        return way.read

    def sweep(self, patience: float) -> None:
        """Refuse those who have waited for a connection for longer than `patience` seconds."""
        now = perf_counter()
        for desk in self._desks.values():
            desk.sweep(now, patience)

    async def close(self) -> None:
        """Close every connection; what is under way fails."""
        pending: set[asyncio.Future[None]] = set()
        for desk in self._desks.values():
            pending |= desk.close()
        if pending:
            await asyncio.wait(pending, timeout=_CLOSE_S)
        await self._resolver.close()

    def _check(self, url: Url) -> None:
        if self._allowed.isdisjoint((url.host, url.authority, f"{url.host}:{url.port}")):
            hosts = ", ".join(sorted(self._allowed)) or "none"
            why = f"the scenario sends to {url.host}, which is not one of its hosts ({hosts})"
            raise LoadError(why)

    def _desk(self, origin: Origin) -> Desk:
        desk = self._desks.get(origin)
        if desk is None:
            desk = self._desks[origin] = Desk(origin, self.dial, self._most)
        return desk

    async def dial(self, origin: Origin) -> Connection:
        """Open a connection that whoever asks for it closes. Raises `Failure`."""
        context = self._context(encrypted=origin[0] == "https")
        try:
            return await open_connection(self._dialler, origin, context, self.limits, self.traffic)
        except OSError as error:
            # Ours, not the target's: no more open files, no more ports.
            why = f"this machine opens no more connections ({(error.strerror or '').lower()})"
            raise Failure(Phase.SEND, why) from None

    def _context(self, *, encrypted: bool) -> ssl.SSLContext:
        """Return a context that verifies: scenarios send secrets. Reading its roots takes long."""
        if not encrypted:
            return _UNUSED
        if self._tls is None:
            self._tls = ssl.create_default_context(cafile=self._settings.ca_file)
            self._tls.set_alpn_protocols(["http/1.1"])
        return self._tls


def open_lines(
    settings: Settings,
    *,
    limits: Limits,
    tag: str,
    most: int,
    allowed: frozenset[str],
    ceiling: float = 0.0,
) -> Lines:
    """Open the lines of a run; no packet is sent yet. Needs a running event loop.

    At most `most` connections to an origin are shared. Every request carries `tag` in
    X-Launchready-Run. `allowed` are hosts (`shop.example`, or with a port `shop.example:8443`): a
    step to any other ends the run with `LoadError`. No more than `ceiling` requests are sent each
    second, but for chance (0: as many as come).
    """
    return Lines(settings, limits=limits, tag=tag, most=most, allowed=allowed, ceiling=ceiling)
