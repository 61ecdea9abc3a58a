"""Counts what became of each request: cheap while it happens, into the tally a few times a second.

What one route did in one second is gathered in two histograms; `fold` adds them to those of the
whole phase, so that a request is recorded twice and not five times.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from launchready.derive.load.histogram import Histogram
from launchready.facts.load import Fault
from launchready.load.journey import Target
from launchready.load.tally import RouteTally, Tally, WindowTally


class _Fresh:
    """What one route did in one second, since the tally was last brought up to date."""

    __slots__ = ("finished", "response", "route", "service", "statuses")

    def __init__(self, route: RouteTally) -> None:
        self.route = route
        self.finished = 0
        self.response = Histogram()
        self.service = Histogram()
        self.statuses: Counter[int] = Counter()


class Count:
    """Counts the requests of one phase that began at `start`, a moment of `perf_counter`.

    `too_many` is called with words, once, when more than `stop_share` of at least `stop_after`
    requests failed.
    """

    __slots__ = ("_ended", "_fresh", "_start", "_too_many", "failed", "succeeded", "tally")

    def __init__(self, tally: Tally, start: float, too_many: Callable[[str], None]) -> None:
        self.tally = tally
        self.succeeded = 0
        self.failed = 0
        self._start = start
        self._too_many = too_many
        self._fresh: dict[tuple[str, int], _Fresh] = {}
        self._ended: dict[int, int] = {}

    def success(self, target: Target, status: int, due: float, sent: float, heard: float) -> None:
        """Count a request and its times."""
        second = int(due - self._start)
        fresh = self._fresh.get((target.name, second))
        if fresh is None:
            fresh = self._fresh[target.name, second] = _Fresh(self.tally.route(target))
        fresh.finished += 1
        statuses = fresh.statuses
        statuses[status] = statuses.get(status, 0) + 1
        fresh.response.record(int((heard - due) * 1e6))
        fresh.service.record(int((heard - sent) * 1e6))
        self.succeeded += 1
        ended = self._ended
        second = int(heard - self._start)
        ended[second] = ended.get(second, 0) + 1

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
        for (_, second), fresh in self._fresh.items():
            route = fresh.route
            route.requests += fresh.finished
            route.statuses.update(fresh.statuses)
            route.response.add(fresh.response)
            route.service.add(fresh.service)
            for window in self._windows(route, second):
                window.started += fresh.finished
                window.response.add(fresh.response)
        self._fresh.clear()
        for second, count in self._ended.items():
            self.tally.windows.setdefault(second, WindowTally()).ended += count
        self._ended.clear()

    def _windows(self, route: RouteTally, second: int) -> tuple[WindowTally, WindowTally]:
        """Return the second of the route and of the phase."""
        found = []
        for windows in (route.windows, self.tally.windows):
            window = windows.get(second)
            if window is None:
                window = windows[second] = WindowTally()
            found.append(window)
        return found[0], found[1]
