"""Measure what one noisy user does to the others."""

from __future__ import annotations

from launchready.facts.base import Facts
from launchready.load.engine.stop import Stop
from launchready.load.experiments.ground import PhaseRunner, Tell
from launchready.load.order import LoadOrder


async def fairness(
    order: LoadOrder, tell: Tell, stop: Stop, runner: PhaseRunner | None = None
) -> Facts:
    """Measure what one noisy user does to the others."""
    raise NotImplementedError
