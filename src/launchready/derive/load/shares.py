"""What a count of failures says about the true share of failures: exact bounds, with 95 %."""

from __future__ import annotations

from collections.abc import Callable

from launchready.derive.load.beta import beta

RISK = 0.05
"""How often a bound may be wrong."""

_HALVINGS = 60


def at_least(failed: int, asked: int) -> float:
    """Return the share of failures that is surely reached (Clopper and Pearson, one-sided).

    0 where none failed. With nobody asked, nothing is sure.
    """
    if failed <= 0:
        return 0.0
    return _where(lambda share: beta(share, failed, asked - failed + 1) < RISK)


def at_most(failed: int, asked: int) -> float:
    """Return the share of failures that is surely not passed; 1 where nobody asked.

    0 of 299 bounds it by 1 %, 0 of 59 by 5 %.
    """
    if failed >= asked:
        return 1.0
    return _where(lambda share: beta(1 - share, asked - failed, failed + 1) > RISK)


def needed(failed: int, share: float) -> int:
    """Return how many must be asked for `failed` failures to bound the share of failures by it."""
    low, high = failed, max(failed, 1)
    while at_most(failed, high) > share:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if at_most(failed, middle) > share else (low, middle)
    return high


def _where(is_below: Callable[[float], bool]) -> float:
    """Halve the interval until the share is found at which the answer changes."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return (low + high) / 2
