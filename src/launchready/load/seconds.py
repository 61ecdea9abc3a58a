"""The seconds of a phase or of a route."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from launchready.derive.load.histogram import Histogram, percentile_us
from launchready.facts.load import Window
from launchready.load.rows import Row, Rows, read_row, row_bytes

LATE_S = 120
"""Seconds that an opened second stays open: answers that come so late come one by one."""


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

    What is long past is kept as a row: 161 bytes at most for a second in which there was anything,
    and 81 where there were many requests, however many. It opens again when it is asked for.
    """

    __slots__ = ("_again", "opened", "past", "till")

    def __init__(self, opened: Mapping[int, WindowTally] | None = None, past: bytes = b"") -> None:
        """Take seconds that are open, and the text of rows.

        Raises `ValueError` for a text that is none.
        """
        self.opened = dict(opened or {})
        self.past = Rows(past)
        """What is packed: none of it is open."""
        self.till = 0
        """Seconds before it were packed."""
        self._again: set[int] = set()
        """Open seconds that are past all the same."""

    def get(self, second: int) -> WindowTally | None:
        """Return a second to be counted into; None where nothing is known of it."""
        found = self.opened.get(second)
        if found is None and (row := self.past.pop(second)) is not None:
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
        self.past.pop(second)
        self.opened[second] = window
        if second < self.till:
            self._again.add(second)

    def __len__(self) -> int:
        return len(self.past.seconds) + len(self.opened)

    def __iter__(self) -> Iterator[int]:
        return iter(sorted((*self.past.seconds, *self.opened)))

    def items(self) -> Iterator[tuple[int, WindowTally]]:
        """Yield the seconds in order. What is packed stays so: nothing may be counted into it."""
        for second in self:
            row = self.past.get(second)
            yield second, self.opened[second] if row is None else WindowTally(*read_row(row))

    def values(self) -> Iterator[WindowTally]:
        """Yield the same without their numbers."""
        return (window for _, window in self.items())

    def thin(self, before: int, length: int = 1) -> None:
        """Keep of the seconds before one what a drawing shows, and no more.

        Each `length` of them, counted from 0, become one: they are merged before they are thinned.
        """
        due = self._due(before)
        if length > 1:
            for second in due:
                start = second - second % length
                if start < second:
                    self.setdefault(start, WindowTally()).add(self.opened.pop(second))
                    self._again.discard(second)
                self._again.add(start)
            due = [second for second in self._again if second + length + LATE_S <= before]
        for second in due:
            self.past.put(second, row_bytes(self.opened.pop(second).row(), thin=True))
            self._again.discard(second)
        self.till = before

    def _due(self, before: int) -> list[int]:
        """Return the open seconds that are past. One that came late waits for more."""
        opened, again = self.opened, self._again
        late = [second for second in again if second < before - LATE_S] if again else []
        if before - self.till <= len(opened):
            return late + [second for second in range(self.till, before) if second in opened]
        return late + [second for second in opened if second < before and second not in again]

    def add(self, other: Windows) -> None:
        """Merge the same seconds of another machine. What is packed in both stays packed."""
        for second, window in other.opened.items():
            self.setdefault(second, WindowTally()).add(window)
        rows = Rows()
        for second in sorted({*self.past.seconds, *other.past.seconds}):
            mine, theirs = self.past.get(second), other.past.get(second)
            if theirs is not None and second in self.opened:
                self.opened[second].add(WindowTally(*read_row(theirs)))
            elif mine is not None and theirs is not None:
                whole = WindowTally(*read_row(mine))
                whole.add(WindowTally(*read_row(theirs)))
                rows.put(second, row_bytes(whole.row()))
            else:
                rows.put(second, mine or theirs or b"")
        self.past = rows

    def update(self, newer: Windows) -> None:
        """Take what is newer instead of what there was of the same seconds."""
        for second, window in newer.opened.items():
            self[second] = window
        for second, row in newer.past.items():
            self.opened.pop(second, None)
            self.past.put(second, row)

    def since(self, second: int) -> Windows:
        """Return the windows from a second on."""
        return self._chosen(second, 0)

    def later(self, seconds: int) -> Windows:
        """Return the windows so many seconds later."""
        return self._chosen(0, seconds)

    def _chosen(self, since: int, later: int) -> Windows:
        opened = self.opened.items()
        found = Windows({second + later: one for second, one in opened if second >= since})
        for second in self.past.seconds[bisect_left(self.past.seconds, since) :]:
            found.past.put(second + later, self.past.get(second) or b"")
        return found
