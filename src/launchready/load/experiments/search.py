"""The search for the rate at which something gives way: a ramp, then halving what is unknown."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from math import sqrt

from launchready.facts.crowd import KneeStep

RAMP = 1.6
"""How many times faster each step of the ramp is."""
CLOSE = 1.08
"""A good and a bad rate that are no further apart are close enough."""
MOST_HALVINGS = 5
SLOWEST = 0.2
"""Journeys each second below which no knee is looked for."""

Measure = Callable[[float], Awaitable[KneeStep]]
"""Try a rate. A step that came out void was already repeated."""


@dataclass(slots=True)
class Found:
    """What the search came to."""

    steps: list[KneeStep] = field(default_factory=list)
    good: float = 0.0
    """The highest rate that held; 0: none did."""
    bad: float = 0.0
    """The lowest rate that failed twice in a row; 0: none did."""
    inconclusive: str = ""


async def search(
    measure: Measure,
    quiet: float,
    ceiling: float,
    over: Callable[[], str],
    wanted: Sequence[float] = (),
) -> Found:
    """Find the rates between which a target gives way, from twice the quiet rate to the ceiling.

    A `wanted` rate that is still open in the end is tried itself.
    """
    found = Found()
    rate = min(2 * quiet, ceiling)
    while not found.inconclusive and not found.bad:
        if not await _holds(measure, rate, found, over):
            break
        if rate >= ceiling:
            return found
        rate = min(rate * RAMP, ceiling)
    while found.bad and not found.good and not found.inconclusive and rate / RAMP >= SLOWEST:
        rate /= RAMP
        await _holds(measure, rate, found, over)
    for _ in range(MOST_HALVINGS):
        if found.inconclusive or not found.good or found.bad <= CLOSE * found.good:
            break
        await _holds(measure, sqrt(found.good * found.bad), found, over)
    for one in wanted:
        if found.good < one < found.bad and not found.inconclusive:
            await _holds(measure, one, found, over)
    return found


async def _holds(measure: Measure, rate: float, found: Found, over: Callable[[], str]) -> bool:
    """Whether a rate holds. One failing window is chance; two in a row are not."""
    for _ in range(2):
        if why := over():
            found.inconclusive = f"it was stopped: {why}"
            return False
        step = await measure(rate)
        found.steps.append(step)
        if step.void:
            found.inconclusive = f"{step.void}, at {rate:.1f}/s"
            return False
        if step.passed:
            found.good = max(found.good, rate)
            return True
    found.bad = rate
    return False
