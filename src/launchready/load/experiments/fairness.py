"""Measure what one noisy user does to the others."""

from __future__ import annotations

from launchready.facts.base import Facts
from launchready.load.experiments.ground import Halt, PhaseRunner, Tell
from launchready.load.order import LoadOrder


async def fairness(
    order: LoadOrder, tell: Tell, stop: Halt, runner: PhaseRunner | None = None
) -> Facts:
    """Measure what one noisy user does to the others."""
    raise NotImplementedError
