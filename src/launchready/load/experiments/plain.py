"""Run one phase as asked."""

from __future__ import annotations

from dataclasses import replace

from launchready.facts.base import Facts
from launchready.load.engine.stop import Stop
from launchready.load.experiments.ground import PhaseRunner, Tell
from launchready.load.experiments.stage import Stage, staged
from launchready.load.experiments.trial import rate_of, try_out
from launchready.load.facts_of import LOAD, facts_of
from launchready.load.order import LoadOrder
from launchready.load.phase import Law, Phase


async def run_plain(
    order: LoadOrder, tell: Tell, stop: Stop, runner: PhaseRunner | None = None
) -> Facts:
    """Run one phase as asked. Raises `LoadError` for what would pass the ceiling."""
    async with staged(order, tell, stop, runner) as stage:
        if not stage.over:
            await _phase(stage)
    return facts_of(order, stage.load_run("run"), stage.tallies)


async def _phase(stage: Stage) -> None:
    order = stage.order
    trial = await try_out(stage)
    closed = order.law is Law.CLOSED
    rate = 0.0 if closed else rate_of(stage, trial)
    if stage.over:
        return
    phase = replace(load_phase(order, LOAD, order.seconds, rate), drain_s=trial.drain_s)
    words = f"{order.users} users, each beginning anew when done" if closed else f"{rate:.3g}/s"
    ran = await stage.run(phase, words, tries=1)
    stage.keep(LOAD, ran.tally, ran.void)


def load_phase(order: LoadOrder, name: str, seconds: float, rate: float) -> Phase:
    """Return a phase as the order wants its main one."""
    return Phase(
        name,
        seconds,
        rate,
        order.law,
        from_per_s=order.from_per_s,
        steps=order.steps,
        users=order.users,
        most_in_flight=order.most_in_flight,
        per_user=order.per_user,
        limits=order.limits,
        stop_share=order.stop_share,
        seed=order.seed,
    )
