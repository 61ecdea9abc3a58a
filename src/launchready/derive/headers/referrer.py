"""Read Referrer-Policy (Referrer Policy, 8.1)."""

from __future__ import annotations

from collections.abc import Iterable

_POLICIES = frozenset(
    {
        *("no-referrer", "no-referrer-when-downgrade", "same-origin", "origin", "strict-origin"),
        *("origin-when-cross-origin", "strict-origin-when-cross-origin", "unsafe-url"),
    }
)


def referrer_policy(headers: Iterable[str], meta: str = "") -> str:
    """Return the policy in force: the last one that browsers know; a meta tag overrides headers."""
    if meta in _POLICIES:
        return meta
    words = [word.strip().lower() for word in ",".join(headers).split(",")]
    return next((word for word in reversed(words) if word in _POLICIES), "")
