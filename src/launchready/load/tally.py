"""What a phase counted so far; several machines' tallies merge without loss."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from launchready.derive.load.histogram import Histogram
from launchready.facts.load import Fault, PhaseRun, PhaseTimings
from launchready.load.journey import Target
from launchready.load.phase import Phase
from launchready.load.seconds import Windows, WindowTally

__all__ = ["CacheTally", "RouteTally", "StreamTally", "Tally", "WindowTally"]

MOST_ROUTES = 500
"""Routes a run tells apart; a scenario whose names hold ids would fill the memory."""


MOST_ROWS = 131_072
"""Seconds of routes that a phase keeps one by one, as of 36 routes for an hour; where there will
be more, two, four or more seconds become one.

This bounds what a phase holds, however many requests it makes: 21 MB of rows of routes (11 MB
where they are asked often), for the phase itself 14 MB a day (7 MB), what came in the last minute,
and for each route a few histograms of some thousand buckets.
"""
_AT_ONCE = 4
"""One route in so many is thinned at each call: one that takes long makes the generator late."""


@dataclass(slots=True)
class StreamTally:
    """Answers that came as streams."""

    format: str = ""
    streams: int = 0
    cut: int = 0
    events: int = 0
    marked: int = 0
    """Streams that said themselves that they are whole: `[DONE]`, `message_stop`."""
    bare: int = 0
    """Streams that ended without such a mark where so far none had one. Whole as far as known."""
    split_by: str = ""
    first_byte: Histogram = field(default_factory=Histogram)
    first_event: Histogram = field(default_factory=Histogram)
    gap: Histogram = field(default_factory=Histogram)
    stall: Histogram = field(default_factory=Histogram)
    total: Histogram = field(default_factory=Histogram)
    own: Histogram = field(default_factory=Histogram)
    model: Histogram = field(default_factory=Histogram)

    def marked_end(self) -> None:
        """Count a stream that says that it is whole."""
        self.marked += 1
        self._settle()

    def bare_end(self) -> bool:
        """Return whether an end without a mark can be whole, and remember it if it can."""
        if self.marked:
            return False
        self.bare += 1
        return True

    def _settle(self) -> None:
        """Where streams end with a mark, the ones that did not were cut."""
        if self.marked:
            self.cut += self.bare
            self.bare = 0

    def add(self, other: StreamTally) -> None:
        """Merge another machine's."""
        self.format = self.format or other.format
        self.split_by = self.split_by or other.split_by
        self.streams += other.streams
        self.cut += other.cut
        self.events += other.events
        self.marked += other.marked
        self.bare += other.bare
        self._settle()
        for name in ("first_byte", "first_event", "gap", "stall", "total", "own", "model"):
            getattr(self, name).add(getattr(other, name))


@dataclass(slots=True)
class CacheTally:
    """What repeated reads said about caches."""

    repeats: int = 0
    hits: int = 0
    misses: int = 0
    said_by: str = ""

    def add(self, other: CacheTally) -> None:
        """Merge another machine's."""
        self.repeats += other.repeats
        self.hits += other.hits
        self.misses += other.misses
        self.said_by = self.said_by or other.said_by


@dataclass(slots=True)
class RouteTally:
    """One route in one phase."""

    target: Target
    requests: int = 0
    response: Histogram = field(default_factory=Histogram)
    service: Histogram = field(default_factory=Histogram)
    faults: Counter[Fault] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    retry_after: int = 0
    windows: Windows = field(default_factory=Windows)
    stream: StreamTally | None = None
    cache: CacheTally = field(default_factory=CacheTally)

    def add(self, other: RouteTally) -> None:
        """Merge another machine's."""
        self.requests += other.requests
        self.response.add(other.response)
        self.service.add(other.service)
        self.faults.update(other.faults)
        self.statuses.update(other.statuses)
        self.retry_after += other.retry_after
        self.windows.add(other.windows)
        if other.stream is not None:
            if self.stream is None:
                self.stream = StreamTally()
            self.stream.add(other.stream)
        self.cache.add(other.cache)

    def timings(self, phase: str) -> PhaseTimings:
        """Return it as a value that is kept."""
        return PhaseTimings(
            phase,
            self.response.spread(),
            self.service.spread(),
            self.requests,
            tuple(sorted(self.faults.items())),
            tuple(sorted(self.statuses.items())),
            self.retry_after,
            tuple(window.window(second) for second, window in self.windows.items()),
        )


@dataclass(slots=True)
class Tally:
    """One phase."""

    phase: Phase
    routes: dict[str, RouteTally] = field(default_factory=dict)
    arrivals: int = 0
    """Journeys that were to begin so far."""
    begun: int = 0
    finished: int = 0
    dropped: int = 0
    in_flight: int = 0
    lateness: Histogram = field(default_factory=Histogram)
    handshake: Histogram = field(default_factory=Histogram)
    windows: Windows = field(default_factory=Windows)
    seconds: float = 0.0
    cpu_s: float = 0.0
    stopped: str = ""
    """Why it ended early, in words; empty: it did not."""
    void: str = ""
    """Why nothing may be judged by it, where one of several machines knows; empty: see the gate."""

    @property
    def requests(self) -> int:
        """All requests that ended."""
        return sum(route.requests for route in self.routes.values())

    @property
    def failed(self) -> int:
        """All requests that were no success."""
        return sum(route.faults.total() for route in self.routes.values())

    def route(self, target: Target) -> RouteTally:
        """Return the tally of a route; past the limit of names, the one for all others."""
        tally = self.routes.get(target.name)
        if tally is None:
            if len(self.routes) >= MOST_ROUTES:
                target = Target("all other routes")
            tally = self.routes.setdefault(target.name, RouteTally(target))
        return tally

    def thin(self, before: int) -> None:
        """Keep of the windows before a second what a drawing shows, and no more."""
        for _ in self.thinning(before):
            pass

    def thinning(self, before: int) -> Iterator[None]:
        """Do the same route by route, so that others get their turn between.

        Called a few times each second, for some of the routes each time. Seconds long past take
        next to no memory then; whole phases stay exact.
        """
        every = (self.windows, *(route.windows for route in self.routes.values()))
        due = [turn for turn, windows in enumerate(every) if windows.till < before]
        due.sort(key=lambda turn: every[turn].till)
        length = _length(self.phase.seconds * len(self.routes))
        for turn in due[: -(-len(every) // _AT_ONCE)]:
            every[turn].thin(before, length if turn else 1, turn)
            yield

    def add(self, other: Tally) -> None:
        """Merge the same phase of another machine."""
        for name, route in other.routes.items():
            if name in self.routes:
                self.routes[name].add(route)
            else:
                self.route(route.target).add(route)
        self.arrivals += other.arrivals
        self.begun += other.begun
        self.finished += other.finished
        self.dropped += other.dropped
        self.in_flight += other.in_flight
        self.lateness.add(other.lateness)
        self.handshake.add(other.handshake)
        self.windows.add(other.windows)
        self.seconds = max(self.seconds, other.seconds)
        self.cpu_s += other.cpu_s
        self.stopped = self.stopped or other.stopped
        self.void = self.void or other.void

    def run(self, void: str = "") -> PhaseRun:
        """Return it as a value that is kept."""
        return PhaseRun(
            self.phase.name,
            self.phase.law.value,
            self.phase.rate_per_s,
            self.seconds,
            self.phase.users,
            self.arrivals,
            self.finished,
            self.dropped,
            self.requests,
            self.failed,
            self.lateness.spread(),
            self.handshake.spread(),
            self.cpu_s / self.seconds if self.seconds else 0.0,
            void,
            tuple(window.window(second) for second, window in self.windows.items()),
        )


def _length(rows: float) -> int:
    """Return how many seconds of a route become one, where all of them would be so many rows."""
    length = 1
    while length * MOST_ROWS < rows:
        length *= 2
    return length
