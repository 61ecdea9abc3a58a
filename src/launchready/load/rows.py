"""Seconds long past, as bytes: what was counted in each of them, and how long it took."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from struct import Struct, error

from launchready.derive.load.histogram import Histogram
from launchready.derive.load.packed import packed, packed_size, packed_thin, unpacked

_COUNTS = Struct("<III")
_SECOND = Struct("<I")

Row = tuple[int, int, int, Histogram]
"""What was started, failed and ended in a second, and the response times."""


def row_bytes(row: Row, *, thin: bool = False) -> bytes:
    """Write a row; a thin one takes 153 bytes at most, and 73 for many times."""
    *counts, response = row
    return _COUNTS.pack(*counts) + (packed_thin if thin else packed)(response)


def read_row(text: bytes | bytearray, place: int = 0) -> Row:
    """Read what `row_bytes` wrote at a place."""
    started, failed, ended = _COUNTS.unpack_from(text, place)
    response, _ = unpacked(text, place + _COUNTS.size)
    return started, failed, ended, response


class Rows:
    """Rows by their second, in order. Each costs 8 bytes more than it is long."""

    __slots__ = ("_places", "_text", "seconds")

    def __init__(self, text: bytes = b"") -> None:
        """Take what `text` of other rows gave. Raises `ValueError` for what it cannot have been."""
        self.seconds = array("I")
        self._places = array("I")
        self._text = bytearray()
        place = 0
        try:
            while place < len(text):
                (second,) = _SECOND.unpack_from(text, place)
                place += _SECOND.size
                _, end = unpacked(text, place + _COUNTS.size)
                self.put(second, text[place:end])
                place = end
        except (error, KeyError) as wrong:
            message = f"these are no seconds of a phase: {wrong}"
            raise ValueError(message) from None

    def put(self, second: int, row: bytes) -> None:
        """Take a row in, instead of the one there was."""
        index = bisect_left(self.seconds, second)
        place = len(self._text)
        self._text += row
        if self._at(index, second):
            self._places[index] = place
        else:
            self.seconds.insert(index, second)
            self._places.insert(index, place)

    def get(self, second: int) -> bytes | None:
        """Return the row of a second; None where there is none."""
        index = bisect_left(self.seconds, second)
        if not self._at(index, second):
            return None
        place = self._places[index]
        size = _COUNTS.size + packed_size(self._text, place + _COUNTS.size)
        return bytes(self._text[place : place + size])

    def pop(self, second: int) -> bytes | None:
        """Return the row of a second and forget it.

        The bytes stay where they are: that is cheap, and few rows are taken out.
        """
        row = self.get(second)
        if row is not None:
            index = bisect_left(self.seconds, second)
            del self.seconds[index], self._places[index]
        return row

    def items(self) -> Iterator[tuple[int, bytes]]:
        """Yield the seconds in order, with their rows."""
        for second in self.seconds:
            yield second, self.get(second) or b""

    def text(self) -> bytes:
        """Return all of them, to be read elsewhere."""
        return b"".join(_SECOND.pack(second) + row for second, row in self.items())

    def _at(self, index: int, second: int) -> bool:
        return index < len(self.seconds) and self.seconds[index] == second
