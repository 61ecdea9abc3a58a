"""Measure what one noisy user does to the others."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from launchready.derive.load.histogram import merged
from launchready.facts.base import PRODUCT, Facts, Unmeasured
from launchready.facts.crowd import LoadFairness
from launchready.facts.load import Spread
from launchready.load.engine.stop import Stop
from launchready.load.experiments.ground import PhaseRunner, Tell
from launchready.load.experiments.mix import LONGEST_S, SAMPLES
from launchready.load.experiments.plain import load_phase
from launchready.load.experiments.relay import in_a_hurry
from launchready.load.experiments.stage import TRIES, Ran, Stage, staged
from launchready.load.experiments.trial import Trial, most_of, rate_of, try_out
from launchready.load.experiments.windows import in_a_row, quiet_windows
from launchready.load.facts_of import facts_of
from launchready.load.journey import Scenario, User
from launchready.load.order import LoadOrder
from launchready.load.phase import Law
from launchready.load.tally import Tally
from launchready.load.trouble import LoadError

USER_HEADER = "X-Launchready-User"
"""Tells visitors apart where the scenario's environment does not."""
TOO_MANY = 429
SLOWEST = 0.1
SHORTEST_S = 3.0
"""Of a calm window, and of the noise."""
TIMES = 5.0
"""How many times what all others send one noisy user sends, where nobody says."""


async def fairness(
    order: LoadOrder, tell: Tell, stop: Stop, runner: PhaseRunner | None = None
) -> Facts:
    """Measure what one noisy user does to the others.

    Raises `LoadError` above the ceiling, and where several machines are to make the load: who is
    who is told apart by this one.
    """
    if runner is not None:
        message = "fairness is measured from one machine: leave --workers and --expect out"
        raise LoadError(message)
    seen: LoadFairness | Unmeasured = Unmeasured(LoadFairness, PRODUCT, "it was not begun")
    async with staged(order, tell, stop, runner) as stage:
        if not stage.over:
            stage.scenario = numbered(stage.scenario)
            seen = await _measured(stage)
        else:
            seen = Unmeasured(LoadFairness, PRODUCT, f"the run was stopped: {stage.over}")
    return facts_of(order, stage.load_run("fairness"), {}, seen)


def numbered(scenario: Scenario) -> Scenario:
    """Let each visitor say its number, beside whatever else it is known by."""
    made = scenario.new_user

    def new_user(number: int) -> User:
        user = made(number)
        user.headers = (*user.headers, (USER_HEADER, str(number)))
        return user

    return replace(scenario, new_user=new_user)


def only(scenario: Scenario, number: int) -> Scenario:
    """Let one visitor make all journeys."""
    return replace(scenario, new_user=lambda _: scenario.new_user(number))


async def _measured(stage: Stage) -> LoadFairness:
    order = stage.order
    trial = await try_out(stage)
    calm = rate_of(stage, trial)
    noisy = _noisy_rate(stage, trial, calm)
    stage.scenario = in_a_hurry(stage.scenario)
    pace = calm * trial.requests
    window = order.window_s or enough_s(order, order.step_s, pace * max(3, order.windows))
    quiet = await quiet_windows(stage, calm, window, Law.POISSON)
    stage.keep("calm", in_a_row(quiet.tallies), quiet.void)
    seen = LoadFairness(users=order.users, calm_per_s=calm, noisy_per_s=noisy)
    seen = replace(seen, calm=_response(stage.tallies["calm"]), void=quiet.void)
    if not quiet.void and stage.over:
        seen = replace(seen, void=f"the run was stopped: {stage.over}")
    if seen.void:
        return seen
    seconds = enough_s(order, 2 * order.step_s, pace)
    others, loud = await _beside(stage, calm, noisy, seconds)
    stage.keep("beside", others.tally, others.void)
    stage.keep("noisy", loud.tally)
    counted = _Counted.of(others.tally)
    alone = _Counted.of(loud.tally)
    return replace(
        seen,
        beside=_response(others.tally),
        others_sent=counted.sent,
        others_limited=counted.limited,
        others_failed=counted.failed - counted.limited,
        noisy_sent=alone.sent,
        noisy_served=alone.sent - alone.failed,
        noisy_limited=alone.limited,
        retry_after=counted.retry_after + alone.retry_after,
        void=others.void or (f"the run was stopped: {stage.over}" if stage.over else ""),
    )


def enough_s(order: LoadOrder, asked_s: float, per_s: float) -> float:
    """Return for how many seconds requests come at a pace, so that there are enough to judge."""
    wanted = SAMPLES / per_s if order.stretch else 0.0
    return max(asked_s, SHORTEST_S, min(wanted, LONGEST_S))


def _noisy_rate(stage: Stage, trial: Trial, calm: float) -> float:
    """What one noisy user sends: as asked, or as much as fits below the ceiling."""
    order, left = stage.order, most_of(stage, trial) - calm
    noisy = order.noisy_per_s or min(TIMES * calm, left)
    if noisy > left or noisy < SLOWEST:
        whole = (calm + noisy) * trial.requests
        message = (
            f"the others and the noisy user make about {whole:.0f} requests/s together, and the "
            f"ceiling is {order.ceiling:,.10g}: ask for less, or raise --ceiling"
        )
        raise LoadError(message)
    return noisy


async def _beside(stage: Stage, calm: float, noisy: float, seconds: float) -> tuple[Ran, Ran]:
    """Run the others and the noisy one together; again while the generator is late."""
    order = stage.order
    others = replace(load_phase(order, "beside", seconds, calm), law=Law.POISSON)
    loud = replace(
        load_phase(order, "noisy", seconds, noisy),
        law=Law.POISSON,
        users=1,
        stop_share=1.0,
        drain_s=3.0,
        seed=order.seed + 50,
    )
    scenario = only(stage.scenario, order.users)
    for attempt in range(1, TRIES + 1):
        made = asyncio.create_task(stage.here(scenario, loud, lambda _: None))
        words = f"{order.users} users at {calm:.3g}/s beside one at {noisy:.3g}/s"
        try:
            ran = await stage.run(others, words, tries=1)
        except BaseException:
            made.cancel()
            raise
        noise = await made
        if not ran.void or stage.over or attempt == TRIES:
            break
    return ran, Ran(noise, "")


def _response(tally: Tally) -> Spread:
    return merged(route.response.spread() for route in tally.routes.values())


@dataclass(frozen=True, slots=True)
class _Counted:
    """How the requests of somebody ended."""

    sent: int
    failed: int
    limited: int
    retry_after: int

    @classmethod
    def of(cls, tally: Tally) -> _Counted:
        """Count them over all routes."""
        routes = tally.routes.values()
        return cls(
            tally.requests,
            tally.failed,
            sum(route.statuses[TOO_MANY] for route in routes),
            sum(route.retry_after for route in routes),
        )
