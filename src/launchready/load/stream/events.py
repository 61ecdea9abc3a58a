"""Events out of a stream: server-sent events, lines of JSON, or the pieces as they come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple, Protocol

from launchready.load.stream.lines import MOST_HELD, Lines

_SEPARATOR = b"\x1e"
"""Begins each text of a JSON sequence (RFC 7464)."""


class Event(NamedTuple):
    """One event as it was sent, cut to the limit."""

    name: bytes
    """Of a server-sent event; empty: none was given, or the format has none."""
    data: bytes


class Events(Protocol):
    """Reads one format."""

    def feed(self, data: bytes) -> Iterator[Event]:
        """Yield the events that this piece ends."""
        ...

    def rest(self) -> Event | None:
        """Return what the end of the stream left unfinished."""
        ...


class ServerSent:
    """Server-sent events (WHATWG HTML, 9.2.6): data lines up to an empty line.

    Differs from browsers in one thing: an event with a name and no data is told, because servers
    name their last one so.
    """

    __slots__ = ("_data", "_lines", "_name", "_size")

    def __init__(self) -> None:
        self._lines = Lines()
        self._name = b""
        self._data: list[bytes] = []
        self._size = 0

    def feed(self, data: bytes) -> Iterator[Event]:
        """Yield the events that this piece ends."""
        for line in self._lines.feed(data):
            if line:
                self._field(line)
            elif self._data or self._name:
                yield self._told()

    def rest(self) -> Event | None:
        """Return the last event, where no empty line ended it: browsers never see it."""
        line = self._lines.rest()
        if line:
            self._field(line)
        return self._told() if self._data or self._name else None

    def _field(self, line: bytes) -> None:
        name, _, value = line.partition(b":")
        if name == b"data":
            value = value.removeprefix(b" ")
            # An empty line counts as one byte, or endless empty lines would be kept.
            if self._size < MOST_HELD:
                self._data.append(value[: MOST_HELD - self._size])
            self._size += len(value) + 1
        elif name == b"event":
            self._name = value.removeprefix(b" ")

    def _told(self) -> Event:
        event = Event(self._name, b"\n".join(self._data))
        self._name = b""
        self._data = []
        self._size = 0
        return event


class JsonLines:
    """One JSON value on each line: NDJSON, JSON Lines, JSON text sequences."""

    __slots__ = ("_lines",)

    def __init__(self) -> None:
        self._lines = Lines()

    def feed(self, data: bytes) -> Iterator[Event]:
        """Yield a line at a time; empty ones keep the connection alive and are no events."""
        for line in self._lines.feed(data):
            text = line.lstrip(_SEPARATOR).strip()
            if text:
                yield Event(b"", text)

    def rest(self) -> Event | None:
        """Return the last line, which often has no end."""
        text = self._lines.rest().lstrip(_SEPARATOR).strip()
        return Event(b"", text) if text else None


class CodedLines:
    """Lines of a code, a colon and JSON: the data stream of Vercel's AI SDK up to version 4."""

    __slots__ = ("_lines",)

    _NAMES: ClassVar[dict[bytes, bytes]] = {
        b"2": b"metadata",
        b"3": b"error",
        b"8": b"metadata",
        b"d": b"finish",
        b"e": b"finish-step",
        b"f": b"start",
    }
    """The others bring text, reasoning, sources and calls of tools."""

    def __init__(self) -> None:
        self._lines = JsonLines()

    def feed(self, data: bytes) -> Iterator[Event]:
        """Yield a line at a time."""
        return map(self._coded, self._lines.feed(data))

    def rest(self) -> Event | None:
        """Return the last line, which often has no end."""
        last = self._lines.rest()
        return None if last is None else self._coded(last)

    def _coded(self, line: Event) -> Event:
        code, _, data = line.data.partition(b":")
        return Event(self._NAMES.get(code, b""), data)


class Pieces:
    """Text without a format: each piece that holds more than blanks is an event."""

    __slots__ = ()

    def feed(self, data: bytes) -> Iterator[Event]:
        """Yield the piece itself."""
        if not data.isspace():
            yield Event(b"", data[:MOST_HELD])

    def rest(self) -> Event | None:
        """Return nothing: no piece is left unfinished."""
        return None
