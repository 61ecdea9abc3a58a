"""HTTP/1.1 as the servers of the load world speak it: just enough, and cheap."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookies import SimpleCookie
from typing import cast

import httptools

from bench.load_world.alarm import Alarm

MOST_TIMES = 200_000
"""Arrival times that are kept."""

Headers = Iterable[tuple[str, str]]


@dataclass(slots=True)
class Request:
    """What was asked."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    """Names in lower case."""
    at: float
    """`time.perf_counter` when its first byte was read."""
    body: bytearray = field(default_factory=bytearray)

    def cookie(self, name: str) -> str:
        """Return a cookie, or nothing."""
        jar = SimpleCookie(self.headers.get("cookie", ""))
        return jar[name].value if name in jar else ""

    def json(self) -> dict[str, object]:
        """Return the body read as a JSON object; an empty one when it is none."""
        try:
            read = json.loads(bytes(self.body) or b"{}")
        except ValueError:
            return {}
        return read if isinstance(read, dict) else {}


@dataclass(slots=True)
class Seen:
    """What a server saw: the truth that a run's counts are held against."""

    connections: int = 0
    requests: int = 0
    paths: Counter[str] = field(default_factory=Counter)
    """By method and path: `GET /`."""
    statuses: Counter[str] = field(default_factory=Counter)
    tags: Counter[str] = field(default_factory=Counter)
    """By the value of X-Launchready-Run; requests without it under the empty name."""
    users: Counter[str] = field(default_factory=Counter)
    cut: int = 0
    streams: int = 0
    orders: int = 0
    """Made and not cancelled."""
    times: list[float] = field(default_factory=list)
    """Moments of `time.perf_counter` at which requests came."""


class App:
    """A server's behaviour: subclasses answer requests."""

    def __init__(self) -> None:
        self.seen = Seen()
        self.began = time.perf_counter()
        """The moment from which its periods count."""
        self.alarm: Alarm
        """Set before the first request."""

    def connected(self, talk: Talk) -> bool:
        """Say whether to go on with a new connection."""
        return talk is not None

    def headed(self, request: Request) -> None:
        """Take notice of a request whose body is still to come."""

    def answer(self, request: Request, talk: Talk) -> None:
        """Answer a request, now or later."""
        raise NotImplementedError


class Talk(asyncio.Protocol):
    """One connection."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.open = False
        self.transport: asyncio.Transport
        self._parser = httptools.HttpRequestParser(self)
        self._request: Request | None = None
        self._url = b""
        self._headers: dict[str, str] = {}
        self._at = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        # uvloop's is no subclass of it.
        self.transport = cast("asyncio.Transport", transport)
        self.app.seen.connections += 1
        self.open = self.app.connected(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        del exc
        self.open = False

    def data_received(self, data: bytes) -> None:
        """Read requests."""
        if not self._url:
            self._at = time.perf_counter()
        if not self.open:
            return
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self.cut()

    def on_url(self, url: bytes) -> None:
        """Take a piece of the target."""
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        self._headers[name.decode("latin-1").lower()] = value.decode("latin-1")

    def on_headers_complete(self) -> None:
        """Count the request."""
        path, _, query = self._url.decode("latin-1").partition("?")
        method = self._parser.get_method().decode()
        self._request = Request(method, path, query, self._headers, self._at)
        self._url, self._headers = b"", {}
        if not path.startswith("/_"):
            seen = self.app.seen
            seen.requests += 1
            seen.paths[f"{method} {path}"] += 1
            seen.tags[self._request.headers.get("x-launchready-run", "")] += 1
            if len(seen.times) < MOST_TIMES:
                seen.times.append(self._at)
            self.app.headed(self._request)

    def on_body(self, body: bytes) -> None:
        """Take a piece of the body."""
        if self._request is not None:
            self._request.body += body

    def on_message_complete(self) -> None:
        """Answer, or say what was seen."""
        request, self._request = self._request, None
        if request is None:
            return
        if request.path == "/_seen":
            self.send(200, json.dumps(_plain(self.app.seen)).encode())
        elif request.path == "/_reset":
            self.app.seen = Seen()
            self.send(200, b"{}")
        else:
            self.app.answer(request, self)

    def reply(
        self,
        status: int,
        body: bytes = b"",
        headers: Headers = (),
        *,
        kind: str = "application/json",
    ) -> None:
        """Answer whole, and count it."""
        self.app.seen.statuses[str(status)] += 1
        self.send(status, body, headers, kind=kind)

    def send(
        self,
        status: int,
        body: bytes = b"",
        headers: Headers = (),
        *,
        kind: str = "application/json",
    ) -> None:
        """Answer whole."""
        head = _head(status, kind, headers)
        self.raw(b"%bContent-Length: %d\r\n\r\n%b" % (head, len(body), body))

    def begin(self, status: int, headers: Headers = (), *, kind: str = "text/event-stream") -> None:
        """Begin an answer in chunks, and count it."""
        self.app.seen.statuses[str(status)] += 1
        self.raw(_head(status, kind, headers) + b"Transfer-Encoding: chunked\r\n\r\n")

    def chunk(self, piece: bytes) -> None:
        """Send a chunk; an empty one ends the answer."""
        self.raw(b"%x\r\n%b\r\n" % (len(piece), piece))

    def raw(self, octets: bytes) -> None:
        """Send octets as they are, if anybody still listens."""
        if self.open and not self.transport.is_closing():
            self.transport.write(octets)

    def close(self) -> None:
        """Hang up after what was written."""
        self.transport.close()

    def cut(self) -> None:
        """Hang up at once."""
        self.open = False
        self.transport.abort()


def _head(status: int, kind: str, headers: Headers) -> bytes:
    phrase = HTTPStatus(status).phrase
    more = "".join(f"{name}: {value}\r\n" for name, value in headers)
    return f"HTTP/1.1 {status} {phrase}\r\nContent-Type: {kind}\r\n{more}".encode("latin-1")


def _plain(seen: Seen) -> dict[str, object]:
    return {name: getattr(seen, name) for name in Seen.__slots__}
