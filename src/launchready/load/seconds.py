"""The seconds of a phase or of a route."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from launchready.derive.load.histogram import Histogram, percentile_us
from launchready.facts.load import Window
from launchready.load.rows import Row, Rows, read_row, row_bytes, rows_text, thin_row

SETTLED_S = 40
"""Seconds before a second is long past, in which hardly anything is counted into it any more."""
LATE_S = 120
"""Seconds that one stays open that was opened when it was long past: what is late goes on so."""


@dataclass(slots=True)
class WindowTally:
    """One second."""

    started: int = 0
    failed: int = 0
    ended: int = 0
    """Requests that succeeded within it, whenever they were due: the engine counts them in the
    phase's own windows, by the second in which the answer was whole."""
    response: Histogram = field(default_factory=Histogram)

    def add(self, other: WindowTally) -> None:
        """Merge the same second of another machine."""
        self.started += other.started
        self.ended += other.ended
        self.failed += other.failed
        self.response.add(other.response)

    def row(self) -> Row:
        """Return it as it is packed."""
        return self.started, self.failed, self.ended, self.response

    def window(self, second: int) -> Window:
        """Return it as a value that is kept."""
        spread = self.response.spread()
        return Window(
            second,
            self.started,
            spread.count,
            self.failed,
            percentile_us(spread, 50) or 0,
            percentile_us(spread, 95) or 0,
            self.ended,
        )


class Windows:
    """Windows by their second, as in a dictionary.

    What is settled is packed without loss. What is long past is kept as a row: 161 bytes at most
    for a second in which there was anything, and 81 where there were many requests, however many.
    Both open again when they are asked for.
    """

    __slots__ = ("_again", "_past", "_settled", "opened", "till")

    def __init__(self, opened: Mapping[int, WindowTally] | None = None, text: bytes = b"") -> None:
        """Take seconds that are open, and the `text` of others.

        Raises `ValueError` for a text that is none.
        """
        self.opened = dict(opened or {})
        self._settled: dict[int, bytes] = {}
        self._past = Rows(text)
        self.till = -SETTLED_S
        """Seconds before it are long past."""
        self._again: set[int] = set()
        """Open seconds that are long past all the same."""

    def text(self) -> bytes:
        """Return all that is not open, to be read elsewhere."""
        return rows_text((second, self._row(second)) for second in self._packed())

    def get(self, second: int) -> WindowTally | None:
        """Return a second to be counted into; None where nothing is known of it."""
        found = self.opened.get(second)
        if found is None and (row := self._row(second)):
            found = self[second] = WindowTally(*read_row(row))
        return found

    def setdefault(self, second: int, default: WindowTally) -> WindowTally:
        """Return a second to be counted into; `default` where nothing was known of it."""
        found = self.get(second)
        if found is None:
            found = self[second] = default
        return found

    def __getitem__(self, second: int) -> WindowTally:
        found = self.get(second)
        if found is None:
            raise KeyError(second)
        return found

    def __setitem__(self, second: int, window: WindowTally) -> None:
        if self._settled.pop(second, None) is None:
            self._past.forget(second)
        self.opened[second] = window
        if second < self.till:
            self._again.add(second)

    def __len__(self) -> int:
        return len(self._past.seconds) + len(self._settled) + len(self.opened)

    def __iter__(self) -> Iterator[int]:
        return iter(sorted((*self._packed(), *self.opened)))

    def items(self) -> Iterator[tuple[int, WindowTally]]:
        """Yield the seconds in order. What is packed stays so: nothing may be counted into it."""
        for second in self:
            row = self._row(second)
            yield second, WindowTally(*read_row(row)) if row else self.opened[second]

    def values(self) -> Iterator[WindowTally]:
        """Yield the same without their numbers."""
        return (window for _, window in self.items())

    def thin(self, before: int, length: int = 1, turn: int = 0) -> None:
        """Keep of the seconds before one what a drawing shows, and no more.

        Each `length` of them, counted from 0, become one: they are merged before they are thinned,
        by routes of another `turn` in another second.
        """
        late = before - LATE_S
        due = [second for second in self._again if second < late] if self._again else []
        due += _between(self.opened, self.till, before)
        settled = _between(self.opened, max(self.till + SETTLED_S, before), before + SETTLED_S)
        if length > 1:
            self._join({*due, *settled, *self._settled}, length)
            due = [one for one in self._again if one + length + turn % length <= late]
        else:
            for second in _between(self._settled, self.till, before):
                self._past.put(second, thin_row(self._settled.pop(second)))
            for second in settled:
                self._settled[second] = row_bytes(self.opened.pop(second).row())
        for second in due:
            self._past.put(second, row_bytes(self.opened.pop(second).row(), thin=True))
            self._again.discard(second)
        self.till = before

    def _join(self, seconds: Collection[int], length: int) -> None:
        for second in seconds:
            start = second - second % length
            if start < second:
                window = self[second]
                del self.opened[second]
                self._again.discard(second)
                self.setdefault(start, WindowTally()).add(window)
            self._again.add(start)

    def add(self, other: Windows) -> None:
        """Merge the same seconds of another machine. What is packed in both stays packed."""
        for second, window in other.opened.items():
            self.setdefault(second, WindowTally()).add(window)
        rows = Rows()
        for second in sorted({*self._packed(), *other._packed()}):
            mine, theirs = self._row(second), other._row(second)
            if theirs and second in self.opened:
                self.opened[second].add(WindowTally(*read_row(theirs)))
            elif mine and theirs:
                whole = WindowTally(*read_row(mine))
                whole.add(WindowTally(*read_row(theirs)))
                rows.put(second, row_bytes(whole.row()))
            else:
                rows.put(second, mine or theirs)
        self._settled, self._past = {}, rows

    def update(self, newer: Windows) -> None:
        """Take what is newer instead of what there was of the same seconds."""
        for second, window in newer.items():
            self[second] = window

    def since(self, second: int) -> Windows:
        """Return the windows from a second on."""
        return self._chosen(second, 0)

    def later(self, seconds: int) -> Windows:
        """Return the windows so many seconds later."""
        return self._chosen(0, seconds)

    def _chosen(self, since: int, later: int) -> Windows:
        opened = self.opened.items()
        found = Windows({second + later: one for second, one in opened if second >= since})
        for second in self._packed(since):
            found._past.put(second + later, self._row(second))
        return found

    def _packed(self, since: int = 0) -> list[int]:
        settled = (second for second in self._settled if second >= since)
        return [*self._past.since(since), *settled]

    def _row(self, second: int) -> bytes:
        """Return a second that is packed; empty: it is not."""
        return self._settled.get(second) or self._past.get(second)


def _between(seconds: Collection[int], begin: int, end: int) -> list[int]:
    if end - begin == 1:
        return [begin] if begin in seconds else []
    if end - begin <= len(seconds):
        return [second for second in range(begin, end) if second in seconds]
    return [second for second in seconds if begin <= second < end]
