"""From how many samples on a percentile says anything."""

from __future__ import annotations

from launchready.derive.load.histogram import percentile_us
from launchready.facts.load import Spread

NEEDED = {50.0: 1, 75.0: 8, 90.0: 30, 95.0: 60, 99.0: 1000, 99.9: 10_000}
"""Samples below which a percentile is not shown: three beyond the 95th, ten beyond the 99th."""


def shown_us(spread: Spread, percent: float) -> int | None:
    """Return a percentile in microseconds; None where there are too few samples for it."""
    return None if spread.count < NEEDED.get(percent, 1) else percentile_us(spread, percent)
