"""Calls at moments, with one timer for all of them."""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count
from time import perf_counter

from launchready.load.engine.waking import waking

Call = Callable[[float], None]
"""Is given the moment that it was entered for."""
Broke = Callable[[Exception], None]
"""Is given what a call raised."""


class Timetable:
    """Calls what is due, all of it together, at most once in `tick_s`: waking costs.

    Moments are seconds of `time.perf_counter`. `close` it.
    """

    __slots__ = ("_broke", "_closed", "_entries", "_numbers", "_rings_at", "_tick_s", "_waking")

    def __init__(self, broke: Broke, tick_s: float = 0.001) -> None:
        self._broke = broke
        self._entries: list[tuple[float, int, Call]] = []
        self._numbers = count()
        """Tell apart what is due in the same moment: calls have no order."""
        self._tick_s = tick_s
        self._rings_at = float("inf")
        """Infinite: not set."""
        self._waking = waking(self._ring)
        self._closed = False

    def at(self, moment: float, call: Call) -> None:
        """Call at this moment, never before this returns; after `close` not at all."""
        if self._closed:
            return
        heappush(self._entries, (moment, next(self._numbers), call))
        if moment < self._rings_at - self._tick_s:
            self._arm()

    def close(self) -> None:
        """Call nothing more."""
        self._entries.clear()
        if not self._closed:
            self._closed = True
            self._waking.close()

    def _arm(self) -> None:
        self._rings_at = max(self._entries[0][0], perf_counter() + self._tick_s)
        self._waking.set(self._rings_at)

    def _ring(self) -> None:
        entries = self._entries
        now = perf_counter()
        # What is entered meanwhile is armed for below.
        self._rings_at = 0.0
        try:
            while entries and entries[0][0] <= now:
                moment, _, call = heappop(entries)
                call(moment)
        except Exception as error:  # noqa: BLE001 - an event loop would only log it, each time anew
            self._broke(error)
        self._rings_at = float("inf")
        if entries:
            self._arm()
        elif not self._closed:
            self._waking.stop()
