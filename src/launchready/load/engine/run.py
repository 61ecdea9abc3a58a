"""Run a phase of a scenario, or one journey alone."""

from __future__ import annotations

from collections.abc import Callable

from launchready.load.engine.lines import Lines
from launchready.load.engine.stop import Stop
from launchready.load.journey import Journey, Part, Scenario, User
from launchready.load.phase import Phase
from launchready.load.tally import Tally

Chooser = Callable[[int], tuple[Part, int]]
"""Arrival, counted from 0 over all shards, to the journey it takes and the number of its user."""


async def run_phase(
    scenario: Scenario,
    phase: Phase,
    lines: Lines,
    *,
    watch: Callable[[Tally], None] | None = None,
    stop: Stop | None = None,
    epoch: float | None = None,
    chooser: Chooser | None = None,
) -> Tally:
    """Make the traffic of one phase and return what was counted.

    `watch` sees the tally about four times a second. `epoch` is the moment the phase begins, in
    seconds since 1970: the same for all shards; None: now. Without a `chooser` journeys are taken
    by weight. Raises `LoadError` when a journey cannot go on: a host that is not allowed.
    """
    raise NotImplementedError


async def run_once(
    journey: Journey, user: User, lines: Lines, tally: Tally | None = None, *, seconds: float = 120
) -> str:
    """Make one journey alone: setup, cleanup, a trial. Return why it failed; empty: it did not.

    It fails when it raises, when an answer is a fault, or when it takes longer than `seconds`.
    Raises `LoadError` for a host that is not allowed.
    """
    raise NotImplementedError
