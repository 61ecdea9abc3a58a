"""Seconds long past, as bytes: what was counted in each of them, and how long it took."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from struct import Struct, error

from launchready.derive.load.histogram import Histogram
from launchready.derive.load.packed import packed, packed_size, packed_thin, thinned, unpacked

_COUNTS = Struct("<III")
_SECOND = Struct("<I")

Row = tuple[int, int, int, Histogram]
"""What was started, failed and ended in a second, and the response times."""


def row_bytes(row: Row, *, thin: bool = False) -> bytes:
    """Write a row; a thin one takes 153 bytes at most, and 73 for many times."""
    *counts, response = row
    return _COUNTS.pack(*counts) + (packed_thin if thin else packed)(response)


def thin_row(text: bytes) -> bytes:
    """Return a row as a thin one."""
    return text[: _COUNTS.size] + thinned(text[_COUNTS.size :])


def read_row(text: bytes | bytearray, place: int = 0) -> Row:
    """Read what `row_bytes` wrote at a place."""
    started, failed, ended = _COUNTS.unpack_from(text, place)
    response, _ = unpacked(text, place + _COUNTS.size)
    return started, failed, ended, response


def rows_text(rows: Iterable[tuple[int, bytes]]) -> bytes:
    """Return rows and their seconds as one text, to be read elsewhere."""
    return b"".join(_SECOND.pack(second) + row for second, row in rows)


class Rows:
    """Rows by their second, in order. Each costs 8 bytes more than it is long."""

    __slots__ = ("_places", "_text", "seconds")

    def __init__(self, text: bytes = b"") -> None:
        """Take what `rows_text` returned. Raises `ValueError` for what it cannot have been."""
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

    def get(self, second: int) -> bytes:
        """Return the row of a second; empty: there is none."""
        index = bisect_left(self.seconds, second)
        if not self._at(index, second):
            return b""
        place = self._places[index]
        size = _COUNTS.size + packed_size(self._text, place + _COUNTS.size)
        return bytes(self._text[place : place + size])

    def forget(self, second: int) -> None:
        """Forget the row of a second.

        The bytes stay where they are: that is cheap, and few rows are forgotten.
        """
        index = bisect_left(self.seconds, second)
        if self._at(index, second):
            del self.seconds[index], self._places[index]

    def since(self, second: int) -> Sequence[int]:
        """Return the seconds from one on, in order."""
        return self.seconds[bisect_left(self.seconds, second) :]

    def _at(self, index: int, second: int) -> bool:
        return index < len(self.seconds) and self.seconds[index] == second
