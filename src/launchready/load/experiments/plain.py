"""Run one phase as asked."""

from __future__ import annotations

from launchready.facts.base import Facts
from launchready.load.engine.stop import Stop
from launchready.load.experiments.ground import PhaseRunner, Tell
from launchready.load.order import LoadOrder


async def run_plain(
    order: LoadOrder, tell: Tell, stop: Stop, runner: PhaseRunner | None = None
) -> Facts:
    """Run one phase as asked."""
    raise NotImplementedError
