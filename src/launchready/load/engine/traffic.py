"""Who arrives when, and what each of them does."""

from __future__ import annotations

import asyncio
from bisect import bisect
from collections.abc import Callable
from itertools import accumulate
from time import perf_counter

from launchready.load.engine.blame import words_of
from launchready.load.engine.flight import Flight
from launchready.load.engine.running import Running
from launchready.load.engine.schedule import arrivals, share_of
from launchready.load.journey import Part, Scenario, User
from launchready.load.phase import Phase
from launchready.load.trouble import LoadError

Chooser = Callable[[int], tuple[Part, int]]
"""Arrival, counted from 0 over all shards, to the journey it takes and the number of its user."""

_MOST_USERS = 100_000
"""Visitors who are remembered."""
_STAGGER_S = 1.0
"""Over which the users of a closed loop begin, so that they do not march in step."""
_BREATH_S = 0.01
"""What a user of a closed loop waits after a failure: one that is turned away would spin."""


def by_weight(scenario: Scenario, phase: Phase) -> Chooser:
    """Return what takes journeys by their weight, the same for the same arrival everywhere."""
    parts = scenario.parts
    if not parts:
        why = f"the scenario {scenario.name} has no journey"
        raise LoadError(why)
    weights = list(accumulate(max(part.weight, 0.0) for part in parts))
    if weights[-1] <= 0:
        why = f"no journey of the scenario {scenario.name} has a weight above 0"
        raise LoadError(why)

    def choose(number: int) -> tuple[Part, int]:
        user = number % phase.users if phase.users else number
        if len(parts) == 1:
            return parts[0], user
        at = bisect(weights, share_of(phase.seed, number) * weights[-1])
        return parts[min(at, len(parts) - 1)], user

    return choose


class Visitors:
    """Makes visitors, and knows again those who come back."""

    def __init__(self, scenario: Scenario, *, return_: bool) -> None:
        self._new = scenario.new_user
        self._return = return_
        self._known: dict[int, User] = {}

    def visitor(self, number: int) -> User:
        """Return the visitor of this number, at the begin of a journey. Raises `LoadError`."""
        user = self._known.get(number)
        if user is not None:
            user.journey += 1
            return user
        try:
            user = self._new(number)
        except LoadError:
            raise
        except Exception as error:  # a scenario is anybody's code
            why = f"visitor {number} could not be made: {words_of(error)}"
            raise LoadError(why) from error
        if self._return and len(self._known) < _MOST_USERS:
            self._known[number] = user
        return user


class OpenArrivals:
    """Journeys that begin when it is time, whatever became of those before."""

    def __init__(self, running: Running, scenario: Scenario, chooser: Chooser | None) -> None:
        phase = running.phase
        self._running = running
        self._visitors = Visitors(scenario, return_=phase.users > 0 or chooser is not None)
        self._choose = chooser or by_weight(scenario, phase)
        self._arrivals = arrivals(phase)
        self._number = 0

    def begin(self) -> None:
        """Enter the first arrival."""
        self._enter(0.0)

    def _enter(self, now: float) -> float | None:
        """Return when the next one was due if that is over by `now`, or else enter it."""
        running = self._running
        following = next(self._arrivals, None)
        if following is None:
            running.timetable.at(running.start + running.phase.seconds, running.close)
            return None
        self._number, moment = following
        due = running.start + moment
        if due <= now:
            return due
        running.timetable.at(due, self._arrive)
        return None

    def _arrive(self, due: float) -> None:
        now = perf_counter()
        following: float | None = due
        while following is not None and not self._running.closed:
            self._begin(following)
            following = self._enter(now)

    def _begin(self, due: float) -> None:
        running = self._running
        tally = running.tally
        tally.arrivals += 1
        if running.in_flight >= running.phase.most_in_flight:
            tally.dropped += 1
            return
        try:
            part, who = self._choose(self._number)
            user = self._visitors.visitor(who)
        except LoadError as error:
            running.fail(error)
            return
        running.launch(part, user, due)


class ClosedUsers:
    """Users who each begin anew when they are done."""

    def __init__(self, running: Running, scenario: Scenario, chooser: Chooser | None) -> None:
        self._running = running
        self._visitors = Visitors(scenario, return_=True)
        self._choose = chooser or by_weight(scenario, running.phase)
        self._loop = asyncio.get_running_loop()

    def begin(self) -> None:
        """Enter every user of this shard."""
        running = self._running
        phase = running.phase
        running.timetable.at(running.start + phase.seconds, running.close)
        stagger = min(_STAGGER_S, phase.seconds / 10) / max(phase.users, 1)
        for number in range(phase.shard, phase.users, phase.shards):
            self._enter(running.start + number * stagger, number, 0)

    def _enter(self, moment: float, user: int, turn: int) -> None:
        self._running.timetable.at(moment, lambda due: self._arrive(due, user, turn))

    def _arrive(self, due: float, user: int, turn: int) -> None:
        running = self._running
        if running.closed:
            return
        running.tally.arrivals += 1
        number = user + running.phase.users * turn
        try:
            part, _ = self._choose(number)
            visitor = self._visitors.visitor(user)
        except LoadError as error:
            running.fail(error)
            return

        def then(flight: Flight) -> None:
            low, high = part.pause
            pause = low
            if high > low:
                pause += (high - low) * share_of(running.phase.seed + 1, number)
            if flight.failed:
                pause = max(pause, _BREATH_S)
            if pause > 0:
                self._enter(perf_counter() + pause, user, turn + 1)
            else:
                self._loop.call_soon(self._again, user, turn + 1)

        running.launch(part, visitor, due, then)

    def _again(self, user: int, turn: int) -> None:
        try:
            self._arrive(perf_counter(), user, turn)
        except Exception as error:  # noqa: BLE001 - an event loop would only log it
            self._running.broke(error)
