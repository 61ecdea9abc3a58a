"""How far a measured percentile may be from the true one.

The bootstrap draws samples from a sample, again and again, and looks how their percentile varies.
For a percentile nothing needs to be drawn: that a bucket or one before it holds the percentile of
a drawn sample is a binomial chance. So this is the bootstrap's whole distribution, computed.
"""

from __future__ import annotations

from collections.abc import Sequence

from launchready.derive.load.beta import beta
from launchready.derive.load.histogram import times
from launchready.facts.load import Spread

_UNLIKELY = 1e-9
_HALF = 0.5
_POINTS = 400
"""At most so many times are told apart: their pairs are all looked at."""

Masses = tuple[tuple[float, float], ...]
"""Microseconds and the chance of each, in order; the chances add up to 1."""


def percentile_masses(spread: Spread, percent: float, worth: float = 0.0) -> Masses:
    """Return where the percentile lies in samples drawn anew. Empty for an empty spread.

    `worth`: how many answers that know nothing of each other they are worth; 0: as many as they
    are.
    """
    count = spread.count
    if not count:
        return ()
    worth = max(worth or count, 1.0)
    rank = min(max(worth * percent / 100, _HALF), worth)
    found: list[tuple[float, float]] = []
    passed, before = 0, 0.0
    for middle, times_met in times(spread):
        passed += times_met
        reached = beta(passed / count, rank, worth - rank + 1)
        if reached - before > _UNLIKELY:
            found.append((min(max(middle, spread.low_us), spread.high_us), reached - before))
        before = reached
        if reached > 1 - _UNLIKELY:
            break
    return _thinned(found, sum(chance for _, chance in found))


def ratio_masses(before: Masses, after: Masses) -> Masses:
    """Return after divided by before with the chance of each ratio, in order.

    Times below the clock's microsecond count as one.
    """
    pairs = [
        (late / max(early, 1.0), chance * other)
        for early, chance in before
        for late, other in after
    ]
    return tuple(sorted(pairs))


def between(masses: Masses, confidence: float) -> tuple[float, float]:
    """Return what lies between both tails: (low, high). Raises ValueError where nothing is."""
    tail = (1 - confidence) / 2
    return _at(masses, tail), _at(masses[::-1], tail)


def _thinned(masses: Sequence[tuple[float, float]], whole: float) -> Masses:
    """Bring the chances to a sum of 1, and neighbours together until each has its share."""
    thin: list[tuple[float, float]] = []
    value = chance = 0.0
    for us, mass in masses:
        value, chance = value + us * mass / whole, chance + mass / whole
        if chance * _POINTS >= 1:
            thin.append((value / chance, chance))
            value = chance = 0.0
    if chance:
        thin.append((value / chance, chance))
    return tuple(thin)


def _at(masses: Sequence[tuple[float, float]], chance: float) -> float:
    if not masses:
        message = "there is nothing to take an interval of"
        raise ValueError(message)
    passed = 0.0
    for value, mass in masses:
        passed += mass
        if passed >= chance:
            return value
    return masses[-1][0]
