"""Check the core flows: quiet, under load, at twice the load, several people at once."""

from __future__ import annotations

from launchready.facts.base import Facts
from launchready.load.experiments.ground import Halt, PhaseRunner, Tell
from launchready.load.order import LoadOrder


async def check(
    order: LoadOrder, tell: Tell, stop: Halt, runner: PhaseRunner | None = None
) -> Facts:
    """Check the core flows: quiet, under load, at twice the load, several people at once."""
    raise NotImplementedError
