"""What a phase counted so far; several machines' tallies merge without loss."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from launchready.derive.load.histogram import Histogram, percentile_us
from launchready.facts.load import Fault, PhaseRun, PhaseTimings, Window
from launchready.load.journey import Target
from launchready.load.phase import Phase

MOST_ROUTES = 500
"""Routes a run tells apart; a scenario whose names hold ids would fill the memory."""


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
    windows: dict[int, WindowTally] = field(default_factory=dict)
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
        for second, window in other.windows.items():
            self.windows.setdefault(second, WindowTally()).add(window)
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
            tuple(window.window(second) for second, window in sorted(self.windows.items())),
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
    windows: dict[int, WindowTally] = field(default_factory=dict)
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

    def thin(self, begin: int, end: int) -> None:
        """Keep of the windows from `begin` to before `end` what a drawing shows, and no more.

        Seconds long past take a twentieth of the memory then; whole phases stay exact.
        """
        for windows in (self.windows, *(route.windows for route in self.routes.values())):
            for second in range(begin, end):
                window = windows.get(second)
                if window is not None:
                    window.response = window.response.thinned()

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
        for second, window in other.windows.items():
            self.windows.setdefault(second, WindowTally()).add(window)
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
            tuple(window.window(second) for second, window in sorted(self.windows.items())),
        )
