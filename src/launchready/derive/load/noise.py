"""Whether quiet windows agree well enough to compare anything with them."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

FEWEST = 3
"""Windows of which a median says more than one of them."""
MOST = 0.25
"""Of the median, that the windows may be scattered by."""
LIFTED = 1.5
"""How many times the quietest window the median may be: noise only ever adds time."""
LEAST_US = 2_000
"""Differences below 2 ms come from timers and schedulers, not from the target."""
_NORMAL = 1.4826
"""Makes a median absolute deviation comparable with a standard deviation."""


def scatter(values: Sequence[float]) -> float:
    """Return the spread of values as a share of their median, whatever a few of them do.

    The median absolute deviation, scaled to be a standard deviation of normal noise. 0 for none.
    """
    middle = median(values) if values else 0.0
    if middle <= 0:
        return 0.0
    return _NORMAL * median(abs(one - middle) for one in values) / middle


def too_noisy(baselines_us: Sequence[float]) -> str:
    """Say why quiet windows are no baseline, in words; empty: they are one.

    One window of three may be off: their median is what counts.
    """
    if len(baselines_us) < FEWEST:
        return f"{len(baselines_us)} quiet windows are no baseline, {FEWEST} are needed"
    low, middle, high = min(baselines_us), median(baselines_us), max(baselines_us)
    if middle <= 0:
        return "nothing was measured in the quiet windows"
    off = median(abs(one - middle) for one in baselines_us)
    shown = f"{low / 1e3:.1f} to {high / 1e3:.1f} ms"
    if off > LEAST_US and scatter(baselines_us) > MOST:
        return f"the quiet windows scatter too much to compare with: {shown}"
    if middle - low > LEAST_US and middle > LIFTED * low:
        return f"more than half of the quiet windows were disturbed: {shown}"
    return ""
