"""Counts what became of each request: cheap while it happens, into the tally a few times a second.

A success is noted in its route's book. Notes are sorted in by the hundred: what one route did in
one second is gathered in two histograms, and `fold` adds them to those of the whole phase.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import itemgetter

from launchready.derive.load.histogram import Histogram
from launchready.facts.load import Fault
from launchready.load.journey import Target
from launchready.load.tally import RouteTally, Tally, WindowTally

_MANY = 200
"""Notes that are sorted in at a time: it takes some hundred microseconds."""
_status = itemgetter(0)
_heard = itemgetter(3)

Note = tuple[int, float, float, float]
"""Status, and the moments when a request was due, sent and answered."""


class _Book:
    """What one route did since the tally was last brought up to date."""

    __slots__ = ("notes", "route", "seconds")

    def __init__(self, route: RouteTally) -> None:
        self.route = route
        self.notes: list[Note] = []
        self.seconds: dict[int, tuple[Histogram, Histogram]] = {}
        """By the second in which requests were due: response and service times."""

    def sort_in(self, start: float) -> None:
        """Record the times that were noted."""
        dues = [note[1] for note in self.notes]
        first, last = int(min(dues) - start), int(max(dues) - start)
        if first == last:
            self._record(first, self.notes)
            return
        seconds: dict[int, list[Note]] = {}
        for note in self.notes:
            seconds.setdefault(int(note[1] - start), []).append(note)
        for second, notes in seconds.items():
            self._record(second, notes)

    def _record(self, second: int, notes: list[Note]) -> None:
        pair = self.seconds.get(second)
        if pair is None:
            pair = self.seconds[second] = (Histogram(), Histogram())
        response, service = pair
        response.record_all([int((heard - due) * 1e6) for _, due, _, heard in notes])
        service.record_all([int((heard - sent) * 1e6) for _, _, sent, heard in notes])


class Count:
    """Counts the requests of one phase that began at `start`, a moment of `perf_counter`.

    `too_many` is called with words, once, when more than `stop_share` of at least `stop_after`
    requests failed.
    """

    __slots__ = ("_books", "_ended", "_start", "_too_many", "failed", "succeeded", "tally")

    def __init__(self, tally: Tally, start: float, too_many: Callable[[str], None]) -> None:
        self.tally = tally
        self.succeeded = 0
        self.failed = 0
        self._start = start
        self._too_many = too_many
        self._books: dict[str, _Book] = {}
        self._ended: dict[int, int] = {}

    def success(self, target: Target, status: int, due: float, sent: float, heard: float) -> None:
        """Count a request and its times."""
        self.succeeded += 1
        book = self._books.get(target.name)
        if book is None:
            book = self._books[target.name] = _Book(self.tally.route(target))
        notes = book.notes
        notes.append((status, due, sent, heard))
        if len(notes) >= _MANY:
            self._sort_in(book)

    def fault(self, target: Target, fault: Fault, status: int, due: float) -> None:
        """Count a request that failed; its time is in no histogram."""
        route = self.tally.route(target)
        route.requests += 1
        route.faults[fault] += 1
        if status:
            route.statuses[status] += 1
        for window in self._windows(route, int(due - self._start)):
            window.started += 1
            window.failed += 1
        self.failed += 1
        phase = self.tally.phase
        every = self.failed + self.succeeded
        if every >= phase.stop_after and self.failed > phase.stop_share * every:
            self._too_many(f"{self.failed} of {every} requests failed")

    def fold(self) -> None:
        """Bring the tally up to date."""
        for _ in self.folding():
            pass

    def folding(self) -> Iterator[None]:
        """Bring the tally up to date route by route, so that others get their turn between."""
        for book in tuple(self._books.values()):
            self._fold(book)
            yield
        for second, count in self._ended.items():
            self.tally.windows.setdefault(second, WindowTally()).ended += count
        self._ended.clear()

    def _fold(self, book: _Book) -> None:
        self._sort_in(book)
        route = book.route
        for second, (response, service) in book.seconds.items():
            count = response.count
            route.requests += count
            route.response.add(response)
            route.service.add(service)
            for window in self._windows(route, second):
                window.started += count
                window.response.add(response)
        book.seconds.clear()

    def _sort_in(self, book: _Book) -> None:
        notes = book.notes
        if not notes:
            return
        book.sort_in(self._start)
        book.route.statuses.update(map(_status, notes))
        ended, start = self._ended, self._start
        # They are in the order in which they were answered.
        first, last = int(notes[0][3] - start), int(notes[-1][3] - start)
        if first == last:
            ended[first] = ended.get(first, 0) + len(notes)
        else:
            for heard in map(_heard, notes):
                second = int(heard - start)
                ended[second] = ended.get(second, 0) + 1
        notes.clear()

    def _windows(self, route: RouteTally, second: int) -> tuple[WindowTally, WindowTally]:
        """Return the second of the route and of the phase."""
        found = []
        for windows in (route.windows, self.tally.windows):
            window = windows.get(second)
            if window is None:
                window = windows[second] = WindowTally()
            found.append(window)
        return found[0], found[1]
