"""What every experiment stands on: how a phase is run, and whom it tells about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from launchready.facts.base import Facts
from launchready.facts.load import Worker
from launchready.load.engine.lines import Lines
from launchready.load.engine.run import run_phase
from launchready.load.engine.stop import Stop
from launchready.load.journey import Scenario
from launchready.load.order import LoadOrder
from launchready.load.phase import Phase
from launchready.load.tally import Tally
from launchready.net.traffic import Traffic


@dataclass(frozen=True, slots=True)
class Now:
    """What an experiment does at the moment, for whoever watches."""

    words: str
    """`quiet window 2 of 3`, `trying 120/s`."""
    phase: Phase | None = None
    """None between phases."""
    tally: Tally | None = None
    """What the phase counted so far; it goes on changing."""


Tell = Callable[[Now], None]
"""Told at each begin of a phase and a few times each second."""
Watch = Callable[[Tally], None]


class PhaseRunner(Protocol):
    """Runs one phase: on this machine, or on several and merged."""

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The machines that made the load so far; empty: this one alone."""

    @property
    def traffic(self) -> Traffic:
        """What those machines sent and read so far."""

    async def __call__(self, scenario: Scenario, phase: Phase, watch: Watch) -> Tally:
        """Make the traffic and return what was counted; `watch` is told a few times a second."""


class Experiment(Protocol):
    """One of `check`, `run_plain`, `knee`, `fairness`."""

    async def __call__(
        self, order: LoadOrder, tell: Tell, stop: Stop, runner: PhaseRunner | None = None
    ) -> Facts:
        """Send what the order asks for and return what was seen, whatever stopped it."""


class Here:
    """Runs phases on this machine."""

    workers: tuple[Worker, ...] = ()

    def __init__(self, lines: Lines, stop: Stop) -> None:
        self.traffic = Traffic()
        """Nothing: what goes over the lines of this machine is counted there."""
        self._lines = lines
        self._stop = stop

    async def __call__(self, scenario: Scenario, phase: Phase, watch: Watch) -> Tally:
        """Run it with the engine of this process."""
        return await run_phase(scenario, phase, self._lines, watch=watch, stop=self._stop)
