"""The journeys of a phase that are under way, and how it ends."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from time import perf_counter

from launchready.load.engine.count import Count
from launchready.load.engine.course import bounds_of
from launchready.load.engine.flight import Flight
from launchready.load.engine.lines import Lines
from launchready.load.engine.timetable import Timetable
from launchready.load.journey import Part, User
from launchready.load.phase import Law, Phase
from launchready.load.tally import Tally
from launchready.load.trouble import LoadError

_FINE_S = 0.0002
_COARSE_S = 0.001
_OFTEN = 1000
"""Arrivals each second from which on waking for each costs more than it tells."""
_PAST_S = 60
"""Seconds after which a window is kept as a drawing needs it."""


class Running:
    """Begins journeys, counts them, and is `over` when none is left or when it is stopped."""

    def __init__(
        self, phase: Phase, lines: Lines, tally: Tally, start: float, *, alone: bool = False
    ) -> None:
        self.phase = phase
        self.bounds = bounds_of(phase.limits)
        self.lines = lines
        self.tally = tally
        self.start = start
        """A moment of `perf_counter`."""
        self.count = Count(tally, start, self._too_many)
        self.timetable = Timetable(self.broke, _tick(phase))
        self.waits = alone or phase.law is Law.CLOSED
        """Journeys are held up at the ceiling; others end the run there."""
        self.meter = lines.waits if self.waits else lines.arrives
        self.closed = False
        """Nothing new begins."""
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.error: LoadError | None = None
        self._flights: set[Flight] = set()
        self._late: list[int] = []
        """By how many microseconds journeys began late since the tally was brought up to date."""
        self._cpu = time.process_time()

    @property
    def in_flight(self) -> int:
        """How many journeys are under way."""
        return len(self._flights)

    def launch(
        self, part: Part, user: User, due: float, then: Callable[[Flight], None] | None = None
    ) -> Flight:
        """Begin a journey that was to begin at `due`; `then` is called when it ended."""
        tally = self.tally
        tally.begun += 1
        self._late.append(int((perf_counter() - due) * 1e6))
        user.run = self.lines.tag
        flight = Flight(self, part, user, then)
        self._flights.add(flight)
        flight.begin(due)
        return flight

    def landed(self, flight: Flight, *, finished: bool) -> None:
        """Count a journey that ended."""
        self._flights.discard(flight)
        self.tally.finished += finished
        if self.closed:
            self._look()
        elif flight.then is not None:
            flight.then(flight)

    def close(self, _due: float = 0.0) -> None:
        """Begin nothing new; what is under way may go on for as long as the phase says."""
        if self.closed:
            return
        self.clock()
        self.closed = True
        self._look()
        self.timetable.at(perf_counter() + self.phase.drain_s, self._drained)

    def halt(self, why: str) -> None:
        """End at once."""
        self.tally.stopped = self.tally.stopped or why
        self.clock()
        self.closed = True
        self._end()

    def fail(self, error: LoadError) -> None:
        """End soon, with an error that is the user's."""
        if self.error is None:
            self.error = error
            asyncio.get_running_loop().call_soon(self.halt, str(error))

    def slipped(self, why: str) -> None:
        """End soon: what comes of a scenario with a mistake says nothing of the target."""
        tally = self.tally
        if not tally.void:
            tally.void = f"the scenario itself failed: {why}"
            tally.stopped = tally.stopped or tally.void
            asyncio.get_running_loop().call_soon(self.halt, tally.void)

    def clock(self) -> None:
        """Note the time: it goes on until nothing new begins."""
        if not self.closed:
            self.tally.seconds = max(perf_counter() - self.start, 0.0)
            self.tally.cpu_s = time.process_time() - self._cpu

    def current(self) -> Iterator[None]:
        """Bring the tally up to date piece by piece, so that journeys go on between."""
        yield from self.count.folding()
        yield from self.tally.thinning(int(perf_counter() - self.start) - _PAST_S)
        self.clock()
        self._note()

    def shut(self) -> None:
        """Leave nothing behind, however the phase ended."""
        self._end()
        self.count.fold()
        self._note()

    def _note(self) -> None:
        self.tally.lateness.record_all(self._late)
        self._late.clear()
        self.tally.in_flight = self.in_flight

    def _look(self) -> None:
        if not self._flights and not self.over.done():
            self.over.set_result(None)

    def _drained(self, _due: float) -> None:
        for flight in tuple(self._flights):
            flight.cut()
        self._end()

    def _end(self) -> None:
        self.timetable.close()
        for flight in tuple(self._flights):
            flight.end()
        self._flights.clear()
        self._look()

    def broke(self, error: Exception) -> None:
        """End with an error that is ours: nothing measured beside it can be trusted."""
        self.closed = True
        if not self.over.done():
            self.over.set_exception(error)

    def at_ceiling(self) -> None:
        """End soon: more is asked for than may be sent."""
        self._too_many(
            f"more was to be sent than the ceiling of {self.meter.ceiling:,.10g} requests/s "
            "allows: ask for less, or raise --ceiling"
        )

    def _too_many(self, why: str) -> None:
        # Not at once: whoever counts is in the middle of a journey.
        if not self.tally.stopped:
            asyncio.get_running_loop().call_soon(self.halt, why)


def _tick(phase: Phase) -> float:
    often = max(phase.rate_per_s, phase.from_per_s) / max(phase.shards, 1) > _OFTEN
    return _COARSE_S if often else _FINE_S
