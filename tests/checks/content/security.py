"""The `security.txt` of `shop.example`, in force unless a test says otherwise."""

from __future__ import annotations

from datetime import UTC, datetime

from launchready.facts.wellknown import SecurityTxt


def file(*, found: bool = True, problem: str = "", year: int = 2030) -> SecurityTxt:
    """The file, which runs out at the end of January of that year."""
    return SecurityTxt(
        "shop.example",
        "https://shop.example/.well-known/security.txt",
        200 if found else 404,
        found=found,
        contacts=("mailto:security@shop.example",),
        expires=None if problem else datetime(year, 1, 31, tzinfo=UTC),
        problem=problem,
    )
