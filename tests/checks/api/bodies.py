"""How a route took bodies that it should refuse."""

from __future__ import annotations

from launchready.facts.service import OddBodies


def took(malformed: int = 400, oversized: int = 413, trace: str = "") -> OddBodies:
    """The statuses for a broken body and for one that is too large."""
    return OddBodies(
        "https://api.shop.example/login", "POST", malformed, oversized, 2_097_152, trace
    )
