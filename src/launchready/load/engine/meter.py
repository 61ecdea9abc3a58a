"""The ceiling of a run, held request by request."""

from __future__ import annotations

from math import sqrt

_ROOM = 1.25
"""How far above its ceiling what arrives may be for a while: as a share, and below as a burst."""
_BURST_S = 0.5
_CHANCE = 8.0
"""Standard deviations."""
_STRICT_S = 0.05
_NEVER = 1 << 62


class Meter:
    """Lets so many requests through each second, and a burst after a while with fewer.

    Whoever sends takes one off `left`; only when nothing is left is there anything to work out.
    Moments are of `perf_counter`.
    """

    __slots__ = ("_most", "_per_s", "_since", "ceiling", "held", "left")

    def __init__(self, ceiling: float, per_s: float, most: float, now: float) -> None:
        self.ceiling = ceiling
        """Requests each second, as the user says it; 0: there is none."""
        self.held = 0
        """Requests that had to wait."""
        self._per_s = per_s
        self._most = most
        self._since = now
        """When it was worked out what is left."""
        self.left: float = most if ceiling else _NEVER

    def wait_s(self, now: float) -> float:
        """Return after how many seconds one more may be sent; 0: now."""
        if not self.ceiling:
            return 0.0
        # After a while with nothing to send this lets a second burst through, and no third.
        self.left = min(self.left + (now - self._since) * self._per_s, self._most)
        self._since = now
        return max((1 - self.left) / self._per_s, 0.0)


def strict(ceiling: float, now: float) -> Meter:
    """Return the meter of what can wait: in no second are there more."""
    burst = max(ceiling * _STRICT_S, 1.0)
    return Meter(ceiling, max(ceiling - 2 * burst - 1, ceiling / 2), burst, now)


def by_chance(ceiling: float, now: float) -> Meter:
    """Return the meter of what arrives by chance: what it does not let through was never asked."""
    burst = ceiling * _BURST_S + _CHANCE * sqrt(ceiling) + _CHANCE
    return Meter(ceiling, ceiling * _ROOM, burst, now)
