"""Run a phase of a scenario, or one journey alone."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from time import perf_counter

from launchready.load.engine.lines import Lines
from launchready.load.engine.quiet import quiet_gc
from launchready.load.engine.running import Running
from launchready.load.engine.stop import Stop
from launchready.load.engine.traffic import Chooser, ClosedUsers, OpenArrivals
from launchready.load.journey import Journey, Part, Scenario, User
from launchready.load.phase import Law, Phase
from launchready.load.tally import Tally

__all__ = ["Chooser", "run_once", "run_phase"]

_LOOK_S = 0.25
_PIECE_S = 0.0005
"""What a look at the tally may take at a time."""


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

    `watch` sees the tally about four times a second, and when all is over. `epoch` is the moment
    the phase begins, in seconds since 1970: the same for all shards; None: now. Without a `chooser`
    journeys are taken by weight. Raises `LoadError` when a journey cannot go on: a host that is
    not allowed.
    """
    with quiet_gc():
        start = perf_counter() + (0.0 if epoch is None else epoch - time.time())
        running = Running(phase, lines, Tally(phase), start)
        kind = ClosedUsers if phase.law is Law.CLOSED else OpenArrivals
        try:
            if stop is not None:
                stop.listen(running.halt)
            if not running.closed:
                kind(running, scenario, chooser).begin()
            await _look_on(running, watch)
        finally:
            if stop is not None:
                stop.forget(running.halt)
            running.shut()
    if running.error is not None:
        raise running.error
    return running.tally


async def run_once(
    journey: Journey,
    user: User,
    lines: Lines,
    tally: Tally | None = None,
    *,
    seconds: float = 120,
    most: int = 0,
) -> str:
    """Make one journey alone: setup, cleanup, a trial. Return why it failed; empty: it did not.

    It fails when it raises, when an answer is a fault, when it takes longer than `seconds`, or when
    it makes many more than `most` requests (0: as many as it wants).
    Raises `LoadError` for a host that is not allowed.
    """
    phase = Phase("once", seconds, limits=lines.limits, stop_share=1.0, drain_s=0.0)
    tally = tally or Tally(phase)
    running = Running(phase, lines, tally, perf_counter(), alone=True)
    before = tally.finished
    stopped = ""

    def watch(seen: Tally) -> None:
        nonlocal stopped
        if most and seen.requests > most and not stopped:
            stopped = f"it makes more than {most:,} requests"
            running.halt(tally.stopped)

    try:
        tally.arrivals += 1
        running.timetable.at(running.start + seconds, running.close)
        flight = running.launch(
            Part("once", journey), user, running.start, lambda _: running.close()
        )
        await _look_on(running, watch)
    finally:
        running.shut()
    if running.error is not None:
        raise running.error
    return (
        flight.trouble
        or stopped
        or ("" if tally.finished > before else f"not finished within {seconds:g} s")
    )


async def _look_on(running: Running, watch: Callable[[Tally], None] | None) -> None:
    """Keep the tally current until the phase is over."""
    over = False
    while not over:
        done, _ = await asyncio.wait({running.over}, timeout=_LOOK_S)
        over = bool(done)
        running.lines.sweep(running.phase.limits.wait_s)
        await _bring_up(running)
        if watch is not None:
            watch(running.tally)
    running.over.result()


async def _bring_up(running: Running) -> None:
    """Bring the tally up to date without keeping a journey waiting that is due meanwhile."""
    began = perf_counter()
    for _ in running.current():
        if perf_counter() - began > _PIECE_S:
            await asyncio.sleep(0)
            began = perf_counter()
