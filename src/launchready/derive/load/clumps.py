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

_FEWEST = 5
"""Seconds from which on something can be told."""
_FEWEST_LONG = 8
"""The same for longer stretches."""
_EXTREME = 1e-6
_NORMAL = NormalDist()
_P95 = _NORMAL.inv_cdf(0.95)


def clumping_of(spread: Spread, windows: Iterable[Window], percent: float = 95) -> float:
    """Return how many answers count as one, for this percentile: 1.0 or more.

    It is the design effect: how much the share of answers slower than the percentile varies over
    stretches of the run, divided by what it would vary by chance. The stretches are seconds, two
    seconds, four and so on: a queue that fills stays full for a while. 1.0 also where too few
    seconds are known.
    """
    known = [one for one in windows if one.finished]
    limit = percentile_us(spread, percent)
    if limit is None:
        return 1.0
    expected = min(max(1 - percent / 100, _EXTREME), 1 - _EXTREME)
    chance = expected * (1 - expected)
    shares = [(one.finished, _share_above(one, limit, expected)) for one in known]
    # Around their own mean: two percentiles of a second tell its shares with a constant error.
    mean = sum(count * share for count, share in shares) / max(1, sum(n for n, _ in shares))
    stretches = [(count, count * (share - mean)) for count, share in shares]
    effect = 1.0
    fewest = _FEWEST
    while len(stretches) >= fewest:
        differs = sum(beyond**2 / count for count, beyond in stretches) / len(stretches)
        # Few stretches tell their own variance badly, as Student's t allows for.
        effect = max(effect, differs / chance * (1 + 3 / (len(stretches) - 1)))
        stretches = _doubled(stretches)
        fewest = _FEWEST_LONG
    return effect


def _doubled(stretches: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Bring neighbours together; the last one stays out where it has none."""
    pairs = zip(stretches[::2], stretches[1::2], strict=False)
    return [(one[0] + two[0], one[1] + two[1]) for one, two in pairs]


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
