"""Calls at moments, with one timer for all of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count
from time import perf_counter

Call = Callable[[float], None]
"""Is given the moment that it was entered for."""

_TICK_S = 0.001
"""Timers of uvloop tick in milliseconds: one set to less would ring at once, again and again."""


class Timetable:
    """Calls what is due, all of it together, at most once in a millisecond.

    Moments are seconds of `time.perf_counter`.
    """

    __slots__ = ("_entries", "_loop", "_numbers", "_rings_at", "_timer")

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._entries: list[tuple[float, int, Call]] = []
        self._numbers = count()
        """Tell apart what is due in the same moment: calls have no order."""
        self._timer: asyncio.TimerHandle | None = None
        self._rings_at = 0.0

    def at(self, moment: float, call: Call) -> None:
        """Call at this moment, never before this returns."""
        heappush(self._entries, (moment, next(self._numbers), call))
        if self._timer is None or moment < self._rings_at - _TICK_S:
            self._arm()

    def clear(self) -> None:
        """Call nothing more."""
        self._entries.clear()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _arm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        now = perf_counter()
        self._rings_at = max(self._entries[0][0], now + _TICK_S)
        self._timer = self._loop.call_later(self._rings_at - now, self._ring)

    def _ring(self) -> None:
        entries = self._entries
        now = perf_counter()
        # The timer counts as set: what is entered meanwhile is armed for below.
        self._rings_at = 0.0
        try:
            while entries and entries[0][0] <= now:
                moment, _, call = heappop(entries)
                call(moment)
        finally:
            self._timer = None
            if entries:
                self._arm()
