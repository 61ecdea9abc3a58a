"""Call back at a moment, accurate below a tenth of a millisecond.

Event loops round their timers to whole milliseconds, which is 5 % of a server's 20 ms.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import heapq
import itertools
import os
import struct
import sys
import time
from collections.abc import Callable

_CLOCK_MONOTONIC = 1
_ABSOLUTE = 1


class Alarm:
    """Calls back at moments of `time.perf_counter`, through one kernel timer on Linux."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = itertools.count()
        self._timer = _timer()
        if self._timer >= 0:
            self._loop.add_reader(self._timer, self._fire)

    def at(self, when: float, call: Callable[[], None]) -> None:
        """Call at this moment, or at once when it has passed."""
        heapq.heappush(self._due, (when, next(self._numbers), call))
        if self._due[0][0] == when:
            self._arm()

    def close(self) -> None:
        """Call nothing any more."""
        self._due.clear()
        if self._timer >= 0:
            self._loop.remove_reader(self._timer)
            os.close(self._timer)
            self._timer = -1

    def _arm(self) -> None:
        when = self._due[0][0]
        if self._timer < 0:
            self._loop.call_later(max(0.0, when - time.perf_counter()), self._fire)
            return
        whole, rest = divmod(max(1, int(when * 1e9)), 1_000_000_000)
        _settime(self._timer, struct.pack("=qqqq", 0, 0, whole, rest))

    def _fire(self) -> None:
        with contextlib.suppress(BlockingIOError, OSError):
            os.read(self._timer, 8)
        due = self._due
        while due and due[0][0] <= time.perf_counter():
            heapq.heappop(due)[2]()
        if due:
            self._arm()


def _timer() -> int:
    """Return a timer that can be waited for like a socket; -1 where there is none."""
    if sys.platform != "linux":
        return -1
    made = ctypes.CDLL(None, use_errno=True).timerfd_create(
        _CLOCK_MONOTONIC, os.O_NONBLOCK | os.O_CLOEXEC
    )
    return int(made)


def _settime(timer: int, spec: bytes) -> None:
    if ctypes.CDLL(None, use_errno=True).timerfd_settime(timer, _ABSOLUTE, spec, None):
        raise OSError(ctypes.get_errno(), "timerfd_settime")
