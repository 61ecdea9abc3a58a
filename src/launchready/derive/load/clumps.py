"""Whether answers that follow each other are alike.

Intervals rest on answers that know nothing of each other. Under load they do: a pause of the
server makes a hundred slow answers in a row, which tell no more than one. What the seconds of a
run differ by, beyond chance, says how many answers count as one.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log
from statistics import NormalDist

from launchready.derive.load.histogram import bucket, percentile_us
from launchready.facts.load import Spread, Window

_FEWEST_WINDOWS = 5
_EXTREME = 1e-6
_NORMAL = NormalDist()
_P95 = _NORMAL.inv_cdf(0.95)


def clumping_of(spread: Spread, windows: Iterable[Window], percent: float = 95) -> float:
    """Return how many answers count as one, for this percentile: 1.0 or more.

    It is the design effect: the variance over seconds of the share of answers slower than the
    percentile, divided by what it would be by chance. 1.0 also where too few seconds are known.
    """
    known = [one for one in windows if one.finished]
    limit = percentile_us(spread, percent)
    expected = min(max(1 - percent / 100, _EXTREME), 1 - _EXTREME)
    if len(known) < _FEWEST_WINDOWS or limit is None:
        return 1.0
    chance = expected * (1 - expected)
    differs = sum(
        one.finished * (_share_above(one, limit, expected) - expected) ** 2 for one in known
    )
    return max(1.0, differs / len(known) / chance)


def _share_above(window: Window, limit: int, expected: float) -> float:
    """Return the share of a second's answers that took longer than `limit` microseconds.

    A second keeps two of its percentiles; between and beyond them it is taken for lognormal.
    """
    half, slow = max(window.p50_us, 1), max(window.p95_us, 1)
    if bucket(half) == bucket(limit) == bucket(slow):
        return expected
    if bucket(half) == bucket(slow):
        return float(half > limit)
    return 1 - _NORMAL.cdf(_P95 * log(max(limit, 1) / half) / log(slow / half))
