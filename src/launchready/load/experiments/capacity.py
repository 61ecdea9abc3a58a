"""The most a target serves: asked for more than that, what it serves stops growing."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from statistics import median

from launchready.facts.crowd import KneeStep
from launchready.load.engine.gate import void_of
from launchready.load.experiments.served import served
from launchready.load.experiments.stage import Stage
from launchready.load.experiments.trial import Trial
from launchready.load.experiments.windows import response_us
from launchready.load.phase import Law, Phase

ABOVE = 1.6
"""How many times what was too much before is asked for."""
AGREE = 2
"""Windows that have to say the same."""
APART = 1.1
"""How many times apart they may be."""
MOST_STEPS = 8
LEAST_S = 4.0


@dataclass(slots=True)
class Capacity:
    """Journeys each second that were served while more was asked for."""

    per_s: float = 0.0
    """0: unknown."""
    steps: list[KneeStep] = field(default_factory=list)
    why: str = ""
    """Why it is unknown; empty: it is known."""


async def find_capacity(stage: Stage, trial: Trial, bad: float, most: float) -> Capacity:
    """Ask for more than can be served, evenly, and count what is served.

    Even arrivals queue only when more come than can be served, so chance plays no part.
    """
    capacity = Capacity()
    rate = min(bad * ABOVE, most)
    reached: list[float] = []
    for _ in range(MOST_STEPS):
        if why := stage.over:
            capacity.why = f"it was stopped: {why}"
            return capacity
        step, saturated = await _measure(stage, trial, rate, len(capacity.steps))
        capacity.steps.append(step)
        if step.void:
            capacity.why = step.void
        elif saturated:
            reached.append(step.reached_per_s)
            if (found := agreed(reached)) > 0:
                capacity.per_s, capacity.why = found, ""
                return capacity
            capacity.why = "what it served differed too much from one time to the next"
        elif rate >= most:
            capacity.why = f"it served all of {rate:.0f}/s, the most that the ceiling allows"
            return capacity
        else:
            rate = min(rate * ABOVE, most)
    return capacity


def agreed(reached: list[float]) -> float:
    """Return the median of the newest windows that agree; 0: too few do."""
    best = reached[-1]
    near = [one for one in reached if max(one, best) <= APART * min(one, best)]
    return median(near) if len(near) >= AGREE else 0.0


async def _measure(stage: Stage, trial: Trial, rate: float, number: int) -> tuple[KneeStep, bool]:
    order = stage.order
    phase = Phase(
        "capacity",
        max(order.step_s, LEAST_S),
        rate,
        Law.CONSTANT,
        users=order.users,
        most_in_flight=order.most_in_flight,
        per_user=order.per_user,
        limits=order.limits,
        stop_share=order.stop_share,
        seed=order.seed + 200 + number,
    )
    ran = await stage.run(phase, f"asking for {rate:.0f}/s to see how much is served", tries=1)
    tally = ran.tally
    full = served(tally)
    # What piles up is the target's doing here, so only a late generator makes it void.
    void = "" if tally.dropped else void_of(tally)
    if full is None and not void:
        void = tally.stopped or "it was too short to say how much is served"
    step = KneeStep(
        rate,
        (full.per_s if full is not None else 0.0) / trial.requests,
        response_us(tally),
        tally.failed,
        tally.requests,
        passed=full is not None and not full.saturated,
        void=stage.over or void,
    )
    stage.phases.append(replace(tally.run(step.void), name=f"capacity at {rate:.1f}/s"))
    await asyncio.sleep(min(1.0, order.step_s / 5))
    return step, full is not None and full.saturated
