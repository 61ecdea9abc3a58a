"""What an exposed host gives away, one kind at a time, and how a report shows it."""

from __future__ import annotations

from launchready.facts.exposure import Exposure, Leak, LeakKind

_NAMES = 8


def of_kind(exposure: Exposure, kind: LeakKind) -> tuple[Leak, ...]:
    """Return what of this kind lies in the open."""
    return tuple(leak for leak in exposure.leaks if leak.kind is kind)


def shown(leak: Leak) -> tuple[str, ...]:
    """Return what proves the leak: the answer, its content in words, and names in it."""
    value = "=***" if leak.kind is LeakKind.ENV else ""
    names = tuple(f"{name}{value}" for name in leak.names[:_NAMES])
    return (f"status {leak.status}, {leak.size} bytes", leak.proof, *names)
