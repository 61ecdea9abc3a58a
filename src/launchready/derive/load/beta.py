"""The regularised incomplete beta function, on which all intervals of counts and ranks rest."""

from __future__ import annotations

from math import exp, lgamma, log, log1p

_TERMS = 10_000
_TINY = 1e-300
_CLOSE = 1e-14


def beta(x: float, a: float, b: float) -> float:
    """Return the share of a beta distribution below `x`: `I_x(a, b)` (DLMF 8.17.2).

    For whole numbers also the chance of `a` or more hits in `a + b - 1` trials of chance `x`.
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta(1 - x, b, a)
    whole = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)
    return exp(whole) * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    """Its continued fraction (DLMF 8.17.22), by the method of Lentz."""
    up, down = 1.0, 1 - (a + b) * x / (a + 1)
    down = 1 / (down or _TINY)
    value = down
    for m in range(1, _TERMS):
        for part in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            down = 1 / ((1 + part * down) or _TINY)
            up = (1 + part / up) or _TINY
            value *= down * up
        if abs(down * up - 1) < _CLOSE:
            break
    return value
