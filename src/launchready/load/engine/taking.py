"""The body of an answer that is a stream, taken piece by piece."""

from __future__ import annotations

from launchready.load.stream.reader import StreamReader
from launchready.load.tally import RouteTally, StreamTally
from launchready.net.http.connection import Connection

_MOST_KEPT = 64 * 1024
_GOOD = range(200, 300)


class Taking:
    """Times the pieces of one stream, and keeps the first of them for the journey."""

    __slots__ = ("_connection", "_due", "_kept", "_reader", "_route")

    def __init__(self, connection: Connection, route: RouteTally, due: float) -> None:
        self._connection = connection
        self._route = route
        self._due = due
        self._kept = 0
        self._reader: StreamReader | None = None

    def take(self, piece: bytes) -> None:
        """Take the next piece, which the connection has just heard."""
        connection = self._connection
        if self._kept < _MOST_KEPT:
            self._kept += len(piece)
            connection.reading.chunks.append(piece)
        if connection.reading.status in _GOOD:
            self._read().feed(piece, connection.heard)

    def close(self) -> str:
        """End it, and return why it is not whole; empty: it is, or it is no stream."""
        reading = self._connection.reading
        if reading.status not in _GOOD:
            return ""
        reader = self._read()
        reader.close(self._connection.heard, complete=reading.complete)
        return reader.cut or ""

    def _read(self) -> StreamReader:
        if self._reader is None:
            if self._route.stream is None:
                self._route.stream = StreamTally()
            headers = self._connection.reading.headers
            kind = next((v for n, v in headers if n.lower() == "content-type"), "")
            self._reader = StreamReader(
                self._route.stream, kind, headers, self._connection.sent, due=self._due
            )
        return self._reader
