"""Run one phase as asked."""

from __future__ import annotations

from launchready.facts.base import Facts
from launchready.load.experiments.ground import Halt, PhaseRunner, Tell
from launchready.load.order import LoadOrder


async def run_plain(
    order: LoadOrder, tell: Tell, stop: Halt, runner: PhaseRunner | None = None
) -> Facts:
    """Run one phase as asked."""
    raise NotImplementedError
