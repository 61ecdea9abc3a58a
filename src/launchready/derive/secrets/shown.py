"""What a report may show of a secret: its kind's public prefix, its length, its fingerprint."""

from __future__ import annotations

from collections.abc import Iterable

from launchready.derive.mask import MASK

_SHORTEST = 6


def shown(prefix: str, length: int, fingerprint: str) -> str:
    """Return `sk_live_… (32 characters, s-1a2b3c4d5e6f)`: nothing that only the holder knows."""
    return f"{prefix}… ({length} characters, {fingerprint})"


def without(text: str, values: Iterable[str]) -> str:
    """Return a text with every one of the values masked; the longest go first."""
    for value in sorted(values, key=len, reverse=True):
        if len(value) >= _SHORTEST and value in text:
            text = text.replace(value, MASK)
    return text
