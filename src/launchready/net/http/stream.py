"""A body as it arrives: event streams and slow answers."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass

from launchready.net.http.connection import Connection
from launchready.net.http.message import Response

_MOST_HELD = 256 * 1024
"""Bytes that may wait for whoever reads; then the server has to wait."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a body as one read brought it."""

    data: bytes
    at_ms: float
    """Since the request was sent."""


class Stream:
    """Iterates over the chunks of one answer; `response` is its head, with an empty body."""

    response: Response

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._chunks: deque[Chunk] = deque()
        self._held = 0
        self._paused = False
        self._over = False
        self._news = asyncio.Event()

    @property
    def why_truncated(self) -> str:
        """Why the body is cut, in words; empty: it is not, or not yet."""
        return self._connection.reading.why

    def take(self, piece: bytes) -> None:
        """Keep a piece until it is read."""
        connection = self._connection
        self._chunks.append(Chunk(piece, (connection.heard - connection.sent) * 1e3))
        self._held += len(piece)
        if self._held > _MOST_HELD and not self._paused:
            self._paused = True
            connection.pause()
        self._news.set()

    def wake(self) -> None:
        """Note that the headers are there."""
        self._news.set()

    def end(self) -> None:
        """Note that nothing more comes."""
        self._over = True
        self._news.set()

    async def head(self) -> None:
        """Wait for the headers, or for the end."""
        await self._news.wait()

    def __aiter__(self) -> Stream:
        """Return itself: a body is read once."""
        return self

    async def __anext__(self) -> Chunk:
        """Wait for the next chunk."""
        while not self._chunks:
            if self._over:
                raise StopAsyncIteration
            self._news.clear()
            await self._news.wait()
        chunk = self._chunks.popleft()
        self._held -= len(chunk.data)
        if self._paused and self._held * 2 < _MOST_HELD:
            self._paused = False
            self._connection.resume()
        return chunk
