"""Find the rate at which response times double, and the most that is served."""

from __future__ import annotations

from launchready.facts.base import Facts
from launchready.load.engine.stop import Stop
from launchready.load.experiments.ground import PhaseRunner, Tell
from launchready.load.order import LoadOrder


async def knee(
    order: LoadOrder, tell: Tell, stop: Stop, runner: PhaseRunner | None = None
) -> Facts:
    """Find the rate at which response times double, and the most that is served."""
    raise NotImplementedError
