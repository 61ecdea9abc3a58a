"""How much slower something became, beyond chance."""

from __future__ import annotations

from collections.abc import Callable

from launchready.derive.load.histogram import percentile_us, times
from launchready.derive.load.shares import at_least, at_most
from launchready.derive.load.targets import P95, SLOWEST, microseconds, target_of, too_few
from launchready.facts.load import RouteTimings, Spread
from launchready.model.check import UnclearError
from launchready.model.profile import Level, Profile, Threshold

FLOOR_US = 20_000
"""Below 20 ms doubling is noise: a shorter time before counts as this."""


def growth_percent(before: Spread, after: Spread) -> float:
    """Return the 95th percentile after as percent of the one before; 200 is twice as slow."""
    early, late = percentile_us(before, P95) or 0, percentile_us(after, P95) or 0
    return 100 * late / max(early, FLOOR_US)


def growth_level(before: Spread, after: Spread, threshold: Threshold) -> Level:
    """Say where the growth stands against a threshold in percent.

    Raises `UnclearError` with too few answers, and where chance could explain the growth. A few
    answers before are enough where even the time that they surely reach was kept to after.
    """
    if after.count < threshold.samples:
        raise UnclearError(too_few(after.count, threshold.samples))
    if before.count < threshold.samples:
        sure = max(surely_reached(before), FLOOR_US)
        if threshold.level(100 * (percentile_us(after, P95) or 0) / sure) is Level.MET:
            return Level.MET
        raise UnclearError(too_few(before.count, threshold.samples))
    level = threshold.level(growth_percent(before, after))
    if level is not Level.MET and surely_reached(after) <= max(surely_kept(before), FLOOR_US):
        message = "the times scatter too widely to tell growth from chance: send more requests"
        raise UnclearError(message)
    return level


def load_level(route: RouteTimings, before: Spread, after: Spread, profile: Profile) -> Level:
    """Say where a route's growth under load stands; raises as `growth_level`.

    Growth that misses the target is a failure too where it takes the route over the line that the
    profile draws under load (`load_p95`, or that of its kind where it is higher).
    """
    level = growth_level(before, after, profile.threshold("load_p95_ratio"))
    own, general = target_of(route.kind, profile), profile.threshold("load_p95")
    line = max(microseconds(own.fail, own), microseconds(general.fail, general))
    early, late = percentile_us(before, P95) or 0, percentile_us(after, P95) or 0
    crossed = level is Level.BETWEEN and early < line <= late
    return Level.FAILED if crossed else level


def surely_reached(spread: Spread) -> int:
    """Return microseconds that the true 95th percentile surely reaches; 0: nothing is sure."""
    count = spread.count
    slowest = _first(count, lambda slow: at_least(slow, count) >= SLOWEST)
    return _slowest(spread, slowest)


def surely_kept(spread: Spread) -> int:
    """Return microseconds that the true 95th percentile surely keeps; the worst where few."""
    count = spread.count
    beyond = _first(count, lambda slow: at_most(slow, count) > SLOWEST)
    return _slowest(spread, max(beyond, 1))


def _first(count: int, holds: Callable[[int], bool]) -> int:
    """Return the first number from 0 at which something begins to hold; `count` + 1: nowhere."""
    low, high = -1, count + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _slowest(spread: Spread, rank: int) -> int:
    """Return the time of the rank-th slowest, in microseconds; 0 past the last."""
    passed = 0
    for middle, count in reversed(tuple(times(spread))):
        passed += count
        if passed >= rank:
            return round(min(max(middle, spread.low_us), spread.high_us))
    return 0
