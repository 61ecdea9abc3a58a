"""A host that lets one thing be downloaded."""

from __future__ import annotations

from launchready.facts.exposure import Exposure, Leak, LeakKind

NOTHING = Exposure("shop.example", ("/.env",))
"""A host that was asked and gave nothing away."""


def leak(kind: LeakKind, path: str, proof: str, *names: str) -> Exposure:
    """What was found at this path, and the names in it."""
    one = Leak(kind, f"https://shop.example{path}", 200, 120, proof, names)
    return Exposure("shop.example", (path,), (one,))
