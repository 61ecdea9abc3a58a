"""How fast new connections are opened.

Opening one costs the machine as much as ten requests do. After a stall of some milliseconds as many
visitors wait as arrive in it, and a connection for each of them would make the next stall: so they
are opened one after the other, and whoever waits takes what comes back first.
"""

from __future__ import annotations

BURST = 100
"""Connections that may be opened at once, as after a while without any."""
PER_S = 2000.0
_NEARLY = 0.999
"""A wait that ended may leave a hair less than one."""


class Pace:
    """Lets through so many at once, and so many each second. Moments are of `perf_counter`."""

    __slots__ = ("_left", "_since")

    def __init__(self) -> None:
        self._left = float(BURST)
        self._since = 0.0

    def wait_s(self, now: float) -> float:
        """Let one through and return 0, or return after how many seconds one will be."""
        self._left = min(self._left + (now - self._since) * PER_S, float(BURST))
        self._since = now
        if self._left > _NEARLY:
            self._left -= 1
            return 0.0
        return (1 - self._left) / PER_S
