"""The HTTP/1.1 client that measures: for audits, load and monitors alike."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial

from launchready.facts.http import Timing
from launchready.net.dial import Dialler
from launchready.net.http import redirects
from launchready.net.http.connection import Connection
from launchready.net.http.cookies import CookieJar
from launchready.net.http.decoding import Decoded, decode
from launchready.net.http.limits import Limits
from launchready.net.http.message import Request, Response, Trail
from launchready.net.http.opening import open_connection
from launchready.net.http.pool import Pool
from launchready.net.http.stream import Stream
from launchready.net.http.url import Url, parse
from launchready.net.http.wire import to_wire
from launchready.net.traffic import Traffic

__all__ = ["Client", "Trail"]

_LENGTH = len("content-encoding")
"""Looked at first: this is the hot path of a load test."""
_IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"})


class Client:
    """Makes exchanges over connections it keeps. Needs a running event loop; `close` it.

    `tls` must offer only HTTP/1.1 (ALPN). A host has at most `per_origin` connections per scheme
    and port, and no more in all than the dialler has lanes; more are opened only when those that
    are there are busy.
    """

    def __init__(
        self,
        dialler: Dialler,
        *,
        tls: ssl.SSLContext,
        traffic: Traffic,
        limits: Limits | None = None,
        keep_alive: bool = True,
        per_origin: int = 3,
    ) -> None:
        self._limits = limits or Limits()
        self._keep_alive = keep_alive
        opener = partial(
            open_connection, dialler, context=tls, limits=self._limits, traffic=traffic
        )
        self._pool = Pool(dialler, opener, per_origin)

    async def fetch(self, request: Request, *, limits: Limits | None = None) -> Response:
        """Make one exchange; a redirect is an answer like any other. Raises `Failure`.

        Once the headers are there a broken or endless body is not a failure: it is `truncated`.
        """
        limits = limits or self._limits
        url = parse(request.url)
        message = to_wire(request, url, keep_alive=self._keep_alive)
        connection = self._pool.take(url.origin) or await self._pool.wait(url.origin, limits.wait_s)
        bodiless = request.method == "HEAD"
        await self._run(connection, url, message, limits, bodiless=bodiless)
        if _went_stale(request, connection):
            connection = await self._pool.wait(url.origin, limits.wait_s, fresh=True)
            await self._run(connection, url, message, limits, bodiless=bodiless)
        # Nothing is awaited since the exchange ended, so the connection still holds its answer,
        # even where it has been promised to somebody else.
        return _response(request, url, connection, limits)

    async def follow(
        self,
        request: Request,
        *,
        hops: int = 10,
        until: Callable[[Response], bool] | None = None,
        cookies: CookieJar | None = None,
    ) -> Trail:
        """Follow redirects to their end, or to the first redirect for which `until` holds.

        Methods change as in browsers, and secrets in headers stay with their origin. Raises
        `Failure` when the first request fails; a later one that fails is told in `stopped`.
        """
        return await redirects.follow(self.fetch, request, hops=hops, until=until, cookies=cookies)

    @asynccontextmanager
    async def stream(
        self, request: Request, *, limits: Limits | None = None
    ) -> AsyncIterator[Stream]:
        """Make one exchange whose body is read as it arrives, as it was sent. Raises `Failure`.

        No content encoding is accepted unless the request says so. A body that breaks off ends the
        iteration; `Stream.why_truncated` tells.
        """
        if all(name.lower() != "accept-encoding" for name, _ in request.headers):
            request = replace(request, headers=(*request.headers, ("Accept-Encoding", "identity")))
        limits = limits or self._limits
        url = parse(request.url)
        message = to_wire(request, url, keep_alive=self._keep_alive)
        connection = self._pool.take(url.origin) or await self._pool.wait(url.origin, limits.wait_s)
        stream = await self._start(connection, url, message, limits)
        if _went_stale(request, connection):
            self._put_back(url, connection)
            connection = await self._pool.wait(url.origin, limits.wait_s, fresh=True)
            stream = await self._start(connection, url, message, limits)
        try:
            if connection.reading.failure is not None:
                raise connection.reading.failure
            stream.response = _head(request, url, connection)
            yield stream
        finally:
            self._put_back(url, connection)

    async def close(self) -> None:
        """Close every connection; exchanges under way fail."""
        await self._pool.close()

    async def _run(
        self, connection: Connection, url: Url, message: bytes, limits: Limits, *, bodiless: bool
    ) -> None:
        try:
            await connection.exchange(message, limits, bodiless=bodiless)
        finally:
            self._put_back(url, connection)

    async def _start(
        self, connection: Connection, url: Url, message: bytes, limits: Limits
    ) -> Stream:
        stream = Stream(connection)
        over = connection.exchange(
            message, limits, bodiless=False, taker=stream.take, headed=stream.wake
        )
        over.add_done_callback(lambda _: stream.end())
        try:
            await stream.head()
        except BaseException:
            self._put_back(url, connection)
            raise
        return stream

    def _put_back(self, url: Url, connection: Connection) -> None:
        if not connection.reading.ended:
            # Dropped half-way: the rest of the answer would be taken for the next one.
            connection.abort()
        elif not self._keep_alive:
            connection.close()
        self._pool.release(url.origin, connection)


def _went_stale(request: Request, connection: Connection) -> bool:
    """Whether the server had closed a kept connection, and asking again does no harm.

    RFC 9112 section 9.3.1: only idempotent requests may be repeated without asking.
    """
    return connection.stale and connection.exchanges > 1 and request.method in _IDEMPOTENT


def _head(request: Request, url: Url, connection: Connection) -> Response:
    """Return the answer as far as its headers go."""
    return _build(request, url, connection, Decoded(b""))


def _response(request: Request, url: Url, connection: Connection, limits: Limits) -> Response:
    reading = connection.reading
    if reading.failure is not None:
        raise reading.failure
    body = b"".join(reading.chunks)
    codings = [
        value
        for name, value in reading.headers
        if len(name) == _LENGTH and name.lower() == "content-encoding"
    ]
    decoded = decode(body, ",".join(codings), limits.decoded_bytes) if codings else Decoded(body)
    return _build(request, url, connection, decoded)


def _build(request: Request, url: Url, connection: Connection, decoded: Decoded) -> Response:
    reading, opened = connection.reading, connection.opened
    reused = connection.exchanges > 1
    first_ms = (connection.first - connection.sent) * 1e3
    last_ms = (connection.heard - connection.sent) * 1e3
    if reused:
        timing = Timing(first_byte_ms=first_ms, total_ms=last_ms)
    else:
        total_ms = opened.dns_ms + opened.connect_ms + (opened.tls_ms or 0.0) + last_ms
        timing = Timing(opened.dns_ms, opened.connect_ms, opened.tls_ms, first_ms, total_ms)
    why = reading.why or decoded.why
    return Response(
        url=url.text,
        method=request.method,
        status=reading.status,
        reason=reading.reason,
        http_version=reading.http_version,
        headers=tuple(reading.headers),
        body=decoded.body,
        encoding=decoded.encoding,
        wire_bytes=reading.body_bytes,
        truncated=why != "",
        why_truncated=why,
        timing=timing,
        address=opened.address,
        port=opened.port,
        tls=opened.tls,
        reused=reused,
    )
