"""Check the core flows: quiet, under load, at twice the load, several people at once."""

from __future__ import annotations

from launchready.facts.base import Facts
from launchready.load.engine.stop import Stop
from launchready.load.experiments.ground import PhaseRunner, Tell
from launchready.load.order import LoadOrder


async def check(
    order: LoadOrder, tell: Tell, stop: Stop, runner: PhaseRunner | None = None
) -> Facts:
    """Check the core flows: quiet, under load, at twice the load, several people at once."""
    raise NotImplementedError
