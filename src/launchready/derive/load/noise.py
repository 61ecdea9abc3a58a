"""Whether quiet windows agree well enough to compare anything with them."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

FEWEST = 3
"""Windows of which a median says more than one of them."""
NEAR = 1.5
"""How many times apart two quiet windows may be."""
NEAR_US = 5_000
"""Differences up to this are the noise of timers and schedulers."""


def too_noisy(windows_us: Sequence[float]) -> str:
    """Say why quiet windows are no baseline, in words; empty: their median is one.

    More than half of them have to be near their median: one window in three may be disturbed.
    And the median has to be near the quietest window, because noise only ever adds time: where
    most windows were disturbed alike, they agree on a wrong figure.
    """
    if len(windows_us) < FEWEST:
        return f"{len(windows_us)} quiet windows are no baseline, {FEWEST} are needed"
    middle = median(windows_us)
    if sum(_near(one, middle) for one in windows_us) * 2 > len(windows_us) and _near(
        min(windows_us), middle
    ):
        return ""
    shown = ", ".join(f"{one / 1e3:.0f}" for one in windows_us)
    return f"the quiet response times differ too much to compare with: {shown} ms"


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= NEAR_US or max(one, other) <= NEAR * min(one, other)
