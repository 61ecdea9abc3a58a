"""Leave out of a large text what another large text of the same scan had, and was clean.

Versions of a lock file or a generated file differ by a few lines in a megabyte. Only the parts
that are new are read, with their neighbours; a part that held anything is read again each time,
so that every object that holds a secret is known to hold it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

LEAST = 128 << 10
"""Bytes from which a text is worth comparing."""
_SEAM = b"},\n"
"""Where a text is cut: the end of an object, wherever it moves to."""
_LEAST_PARTS = 100
_MOST_PARTS = 1_000_000
"""Parts that are remembered; a number each."""
_NEIGHBOURS = 2
_LONGEST = 16 << 10
"""A part longer than this hides too much behind one mark."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text that has to be read."""

    start: int
    end: int
    parts: tuple[int, ...]
    """Marks of the parts in it that are new."""


class Repeats:
    """What was seen and clean in this scan."""

    def __init__(self) -> None:
        self._clean: set[int] = set()

    def windows(self, data: bytes) -> tuple[Window, ...]:
        """Return what of a text has to be read: all of it unless it is large and of many parts."""
        if len(data) < LEAST:
            return (Window(0, len(data), ()),)
        parts = data.split(_SEAM)
        if len(parts) < _LEAST_PARTS or max(map(len, parts)) > _LONGEST:
            return (Window(0, len(data), ()),)
        return tuple(self._new(parts, len(data)))

    def clean(self, window: Window) -> None:
        """Remember that a window held nothing."""
        if len(self._clean) < _MOST_PARTS:
            self._clean.update(window.parts)

    def _new(self, parts: list[bytes], length: int) -> Iterator[Window]:
        # Python's hash of bytes is keyed anew in each process: nobody can aim at a collision.
        marks = [hash(part) for part in parts]
        fresh = [number for number, mark in enumerate(marks) if mark not in self._clean]
        if not fresh:
            return
        starts = [0]
        for part in parts:
            starts.append(starts[-1] + len(part) + len(_SEAM))
        first = last = fresh[0]
        for number in (*fresh[1:], len(parts) + 2 * _NEIGHBOURS + 2):
            if number - last <= 2 * _NEIGHBOURS + 1:
                last = number
                continue
            low, high = max(0, first - _NEIGHBOURS), min(len(parts), last + 1 + _NEIGHBOURS)
            yield Window(starts[low], min(starts[high], length), tuple(marks[first : last + 1]))
            first = last = number
