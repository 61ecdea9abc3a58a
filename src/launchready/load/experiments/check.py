"""Check the core flows: quiet, under load, at twice the load, several people at once."""

from __future__ import annotations

from dataclasses import replace

from launchready.facts.base import PRODUCT, Facts, Unmeasured
from launchready.facts.crowd import AtOnce, UploadBeside
from launchready.facts.load import PhaseRun
from launchready.load.engine.stop import Stop
from launchready.load.experiments.at_once import at_once
from launchready.load.experiments.ground import PhaseRunner, Tell
from launchready.load.experiments.mix import SAMPLES, evenly, lifted, rarest, seconds_of
from launchready.load.experiments.plain import load_phase
from launchready.load.experiments.relay import in_a_hurry
from launchready.load.experiments.stage import Stage, staged
from launchready.load.experiments.trial import Trial, calm_of, most_of, rate_of, try_out
from launchready.load.experiments.upload import upload_beside
from launchready.load.experiments.windows import in_a_row, quiet_phase, quiet_windows
from launchready.load.facts_of import LOAD, Seen, facts_of
from launchready.load.order import LoadOrder
from launchready.load.phase import Law

QUIET, DOUBLE = "quiet", "double"
QUIET_SHARE = 1 / 3
"""Of the load's rate, that is called quiet where single visits come no faster."""
SHORTEST_S, LONGEST_S = 3.0, 30.0
"""Of a quiet window."""
WARM_S = 3.0
DOUBLE_SHARE = 0.5
"""Of the load's time, that twice the load is kept up."""
TRIES = 2


async def check(
    order: LoadOrder, tell: Tell, stop: Stop, runner: PhaseRunner | None = None
) -> Facts:
    """Check the core flows: quiet, under load, at twice the load, several people at once.

    Raises `LoadError` for a scenario that fails by itself or would pass the ceiling.
    """
    others: list[Seen] = []
    async with staged(order, tell, stop, runner) as stage:
        if not stage.over:
            trial = await try_out(stage)
        if not stage.over:
            trial = lifted(stage, trial, rate_of(stage, trial))
            rate = rate_of(stage, trial)
            await _phases(stage, trial, rate)
            others += await at_once(stage, trial)
            others += await upload_beside(stage, trial, rate)
    if not others:
        why = f"the run was stopped: {stage.over}"
        others = [Unmeasured(kind, PRODUCT, why) for kind in (AtOnce, UploadBeside)]
    return facts_of(order, stage.load_run("check"), stage.tallies, *others)


async def _phases(stage: Stage, trial: Trial, rate: float) -> None:
    order = stage.order
    calm = calm_of(stage, trial, rate * QUIET_SHARE)
    warm = min(WARM_S, order.seconds / 4)
    await stage.run(quiet_phase(stage, calm, warm, 0, Law.CONSTANT), "warming up", tries=1)
    if stage.over:
        return
    even = evenly(stage, trial)
    windows = calm * rarest(stage, even) * max(3, order.windows)
    seconds = order.window_s or min(max(SAMPLES / windows, SHORTEST_S), LONGEST_S)
    mix = in_a_hurry(replace(stage.scenario, parts=tuple(one.part for one in even.parts)))
    quiet = await quiet_windows(stage, calm, seconds, scenario=mix)
    stage.keep(QUIET, in_a_row(quiet.tallies), quiet.void)
    if stage.over:
        return
    seconds = seconds_of(stage, trial, rate)
    words = f"{order.users} users: {rate:.3g} journeys/s"
    phase = replace(load_phase(order, LOAD, seconds, rate), drain_s=trial.drain_s)
    ran = await stage.run(phase, words, tries=TRIES)
    stage.keep(LOAD, ran.tally, ran.void)
    if stage.over:
        return
    await _double(stage, trial, 2 * rate, seconds * DOUBLE_SHARE)


async def _double(stage: Stage, trial: Trial, rate: float, seconds: float) -> None:
    order = stage.order
    if rate > most_of(stage, trial):
        asked = rate * trial.requests
        why = (
            f"twice the load makes about {asked:.0f} requests/s, above the ceiling of "
            f"{order.ceiling:,.10g}: raise --ceiling"
        )
        stage.phases.append(PhaseRun(DOUBLE, order.law.value, rate, 0.0, order.users, void=why))
        return
    phase = replace(load_phase(order, DOUBLE, seconds, rate), drain_s=trial.drain_s)
    ran = await stage.run(phase, f"twice as much: {rate:.3g} journeys/s", tries=TRIES)
    stage.keep(DOUBLE, ran.tally, ran.void)
