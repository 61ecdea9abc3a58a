"""Wake at a moment. Timers of event loops tick in milliseconds: 5 % of an answer of 20 ms."""

from __future__ import annotations

import asyncio
import ctypes
import os
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Protocol

_CLOCK_MONOTONIC = 1
"""The clock of `time.perf_counter` on Linux."""
_TFD_TIMER_ABSTIME = 1
_TICK_S = 0.001
_PER_S = 1_000_000_000


class Waking(Protocol):
    """One alarm clock; setting it again forgets what it was set to."""

    def set(self, moment: float) -> None:
        """Wake at a moment of `time.perf_counter`, never before this returns."""

    def stop(self) -> None:
        """Do not wake."""

    def close(self) -> None:
        """Do not wake any more."""


def waking(call: Callable[[], None]) -> Waking:
    """Return the most exact alarm clock that this system has. Needs a running event loop.

    When it rings it has to be set again or stopped, or it may go on ringing.
    """
    timer = _create()
    return _LoopTimer(call) if timer < 0 else _KernelTimer(call, timer)


class _LoopTimer:
    def __init__(self, call: Callable[[], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._call = call
        self._timer: asyncio.TimerHandle | None = None

    def set(self, moment: float) -> None:
        self.stop()
        # Set to less than a tick it would ring at once, again and again.
        wait = max(moment - perf_counter(), _TICK_S)
        self._timer = self._loop.call_later(wait, self._call)

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def close(self) -> None:
        self.stop()


class _Spec(ctypes.Structure):
    """`struct itimerspec`: an interval that stays 0, and the moment."""

    _fields_ = (
        ("interval_s", ctypes.c_long),
        ("interval_ns", ctypes.c_long),
        ("moment_s", ctypes.c_long),
        ("moment_ns", ctypes.c_long),
    )


class _KernelTimer:
    """A `timerfd` (Linux, timerfd_create(2)): exact to some ten microseconds."""

    def __init__(self, call: Callable[[], None], timer: int) -> None:
        self._loop = asyncio.get_running_loop()
        self._timer = timer
        self._spec = _Spec()
        self._at = ctypes.byref(self._spec)
        self._settime = ctypes.CDLL(None).timerfd_settime
        self._loop.add_reader(timer, call)

    def set(self, moment: float) -> None:
        spec = self._spec
        spec.moment_s, spec.moment_ns = divmod(max(int(moment * _PER_S), 1), _PER_S)
        # This also makes it unreadable again: nothing has to be read.
        self._settime(self._timer, _TFD_TIMER_ABSTIME, self._at, None)

    def stop(self) -> None:
        self._spec.moment_s = self._spec.moment_ns = 0
        self._settime(self._timer, _TFD_TIMER_ABSTIME, self._at, None)

    def close(self) -> None:
        if self._timer >= 0:
            self._loop.remove_reader(self._timer)
            os.close(self._timer)
            self._timer = -1


def _create() -> int:
    """Return a kernel timer; -1 where there is none."""
    if sys.platform != "linux":
        return -1
    try:
        create = ctypes.CDLL(None).timerfd_create
    except (OSError, AttributeError):
        return -1
    return int(create(_CLOCK_MONOTONIC, os.O_NONBLOCK | os.O_CLOEXEC))
