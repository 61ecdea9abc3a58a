"""The geometry of the pictures: templates only place what is computed here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from launchready.report.ranking import AreaScore
from launchready.report.view import Stop
from launchready.report.visible import ELLIPSIS

SQUARE, GAP = 14, 4
IN_A_LINE = 18
"""Squares beside one another; more would not fit on a phone."""

BOX_WIDTH, BOX_HEIGHT, ARROW = 204, 60, 40
NAME = 19
"""Characters that fit into a box."""


@dataclass(frozen=True, slots=True)
class Square:
    """One check."""

    kind: str
    """`failed`, `unknown`, `accepted` or `passed`."""
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Squares:
    """One area's checks, a square each, the failed ones first."""

    width: int
    height: int
    squares: tuple[Square, ...]


def squares(score: AreaScore) -> Squares:
    """Draw every judged check as one square, so that no mean can hide a failed one."""
    kinds = (
        ["failed"] * score.failed
        + ["unknown"] * score.unknown
        + ["accepted"] * score.accepted
        + ["passed"] * score.passed
    )
    step = SQUARE + GAP
    drawn = tuple(
        Square(kind, n % IN_A_LINE * step + 1, n // IN_A_LINE * step + 1)
        for n, kind in enumerate(kinds)
    )
    lines = max(1, -(-len(kinds) // IN_A_LINE))
    return Squares(max(1, min(len(kinds), IN_A_LINE)) * step, lines * step, drawn)


@dataclass(frozen=True, slots=True)
class Box:
    """One station of the way, with the arrow that leads to it from the box before."""

    part: str
    name: str
    seen: bool
    x: int
    y: int
    arrow: str
    """The path of the arrow; empty for the first box."""


@dataclass(frozen=True, slots=True)
class Route:
    """The way from a visitor to the product."""

    width: int
    height: int
    boxes: tuple[Box, ...]


def route(stops: Iterable[Stop], *, down: bool) -> Route:
    """Draw the stations from left to right, or `down` for a phone."""
    stations = [Stop("visitor", "Browser"), *stops]
    boxes: list[Box] = []
    for n, stop in enumerate(stations):
        x = 1 if down else 1 + n * (BOX_WIDTH + ARROW)
        y = 1 + n * (BOX_HEIGHT + ARROW) if down else 1
        arrow = _arrow(x, y, down=down) if n else ""
        boxes.append(
            Box(_cut(stop.part), _cut(stop.name) or "not seen", bool(stop.name), x, y, arrow)
        )
    return Route(boxes[-1].x + BOX_WIDTH + 1, boxes[-1].y + BOX_HEIGHT + 1, tuple(boxes))


def _arrow(x: int, y: int, *, down: bool) -> str:
    if down:
        middle, end = x + BOX_WIDTH // 2, y - 4
        head = f"M{middle - 6} {end - 7}L{middle} {end}L{middle + 6} {end - 7}"
        return f"M{middle} {y - ARROW + 4}V{end}{head}"
    middle, end = y + BOX_HEIGHT // 2, x - 4
    head = f"M{end - 7} {middle - 6}L{end} {middle}L{end - 7} {middle + 6}"
    return f"M{x - ARROW + 4} {middle}H{end}{head}"


def _cut(text: str) -> str:
    return text if len(text) <= NAME else f"{text[: NAME - len(ELLIPSIS)]}{ELLIPSIS}"
