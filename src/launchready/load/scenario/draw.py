"""Numbers that look random and are the same for the same visitor, journey and place."""

from __future__ import annotations

_MASK = (1 << 64) - 1


def mixed(user: int, journey: int, salt: int) -> int:
    """Return 64 bits that depend on all three (SplitMix64, Steele, Lea and Flood 2014)."""
    bits = (user * 0x9E3779B97F4A7C15 + journey * 0xD1B54A32D192ED03 + salt) & _MASK
    bits = (bits + 0x9E3779B97F4A7C15) & _MASK
    bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & _MASK
    return bits ^ (bits >> 31)


def between(low: float, high: float, user: int, journey: int, salt: int) -> float:
    """Return a number from `low` to `high`, evenly drawn."""
    if low >= high:
        return low
    return low + (high - low) * ((mixed(user, journey, salt) >> 11) / (1 << 53))
