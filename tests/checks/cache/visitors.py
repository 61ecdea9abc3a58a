"""What two visitors of one page got."""

from __future__ import annotations

from launchready.facts.cache import TwoVisitors
from launchready.facts.http import Exchange

URL = "https://shop.example/me"
SIGNED_IN = "declared as signed-in only"


def two(
    *headers: tuple[str, str],
    private: str = "",
    never: bool = False,
    same: tuple[str, ...] = (),
    status: int = 200,
) -> TwoVisitors:
    """Both got this answer, and these cookies with the same value."""
    answer = Exchange(URL, status, headers)
    return TwoVisitors(URL, answer, answer, private, never, same)
