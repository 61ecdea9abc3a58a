"""How much a target really served, second by second, of what it was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from statistics import median

from launchready.load.tally import Tally

GROWTH = 0.1
"""Seconds that answers take longer with each second: more, and a queue grows without bound."""
SHORT = 0.93
"""Of the requests asked for: served less than this is less."""
FEWEST_S = 2
"""Full seconds that say how much is served."""


@dataclass(frozen=True, slots=True)
class Served:
    """What a phase came to in requests each second."""

    per_s: float
    """In the median second, once the first answers had come."""
    asked_per_s: float
    """Requests that were due, in the median second."""
    growth: float
    """Seconds that answers took longer with each second."""

    @property
    def saturated(self) -> bool:
        """Whether more was asked for than can be served, however long one waits."""
        return self.growth > GROWTH or self.per_s < SHORT * self.asked_per_s


def served(tally: Tally) -> Served | None:
    """Return what was served in the full seconds of a phase; None where they are too few."""
    last = floor(min(tally.phase.seconds, tally.seconds or tally.phase.seconds) + 1e-6)
    windows = [tally.windows.get(second) for second in range(last)]
    waits = [window.window(0).p50_us / 1e6 if window is not None else 0.0 for window in windows]
    seen = [window for window in windows if window is not None]
    begun = next((place for place, window in enumerate(seen) if window.ended), len(seen))
    full = seen[begun + 1 :]
    if len(full) < FEWEST_S:
        return None
    return Served(
        median(window.ended for window in full),
        median(window.started for window in full),
        _slope([(second, wait) for second, wait in enumerate(waits) if wait > 0]),
    )


def _slope(points: list[tuple[int, float]]) -> float:
    """Least squares: how much the second grows with each step of the first."""
    if len(points) < FEWEST_S:
        return 0.0
    x = sum(one for one, _ in points) / len(points)
    y = sum(one for _, one in points) / len(points)
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)
