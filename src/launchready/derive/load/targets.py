"""Where response times stand against the profile."""

from __future__ import annotations

from launchready.derive.load.histogram import percentile_us, times
from launchready.derive.load.shares import at_least
from launchready.facts.load import Spread
from launchready.facts.product import RouteKind
from launchready.model.check import NothingToJudgeError, UnclearError
from launchready.model.profile import Level, Profile, Threshold, Unit

P95 = 95.0
SLOWEST = 0.05
"""The share of answers that may be slower than the 95th percentile."""
_FEWEST = 10
"""Answers that can prove a route slow, though not fast."""
_US = {Unit.MILLISECONDS: 1e3, Unit.SECONDS: 1e6}

KEYS = {
    RouteKind.PAGE: "p95_app",
    RouteKind.ADMIN: "p95_app",
    RouteKind.ASSET: "p95_app",
    RouteKind.HEALTH: "p95_app",
    RouteKind.READ: "p95_read",
    RouteKind.SEARCH: "p95_read",
    RouteKind.WRITE: "p95_write",
    RouteKind.WEBHOOK: "p95_write",
    RouteKind.LOGIN: "p95_login",
    RouteKind.SIGNUP: "p95_login",
    RouteKind.RESET: "p95_login",
    RouteKind.CHECKOUT: "p95_checkout",
    RouteKind.CHAT: "chat_total",
}
"""An upload takes as long as its file is large."""


def target_of(kind: RouteKind, profile: Profile) -> Threshold:
    """Return the threshold for routes of a kind. Raises `NothingToJudgeError` without one."""
    if kind not in KEYS:
        message = f"the profile sets no response time for routes of the kind {kind}"
        raise NothingToJudgeError(message)
    return profile.threshold(KEYS[kind])


def microseconds(value: float, threshold: Threshold) -> float:
    """Return a number of the threshold as a time."""
    return value * _US[threshold.unit]


def level_of(spread: Spread, threshold: Threshold) -> Level:
    """Say where the 95th percentile stands. Raises `UnclearError` with too few answers.

    With fewer answers than the profile asks for, only a failure can be proven: where so many were
    too slow that one in twenty would be beyond chance.
    """
    count = spread.count
    if count < threshold.samples:
        slow = over(spread, microseconds(threshold.fail, threshold))
        if count >= _FEWEST and at_least(slow, count) > SLOWEST:
            return Level.FAILED
        raise UnclearError(too_few(count, threshold.samples))
    us = percentile_us(spread, P95) or 0
    return threshold.level(us / _US[threshold.unit])


def over(spread: Spread, us: float) -> int:
    """Count the answers that took this long or longer."""
    return sum(count for middle, count in times(spread) if middle >= us)


def too_few(count: int, samples: int) -> str:
    """Say that there are too few answers."""
    return f"{count:,} of the {samples:,} answers that a verdict needs"
