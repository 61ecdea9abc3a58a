"""Several people on one route in the same moment: checkout, chat."""

from __future__ import annotations

import asyncio
from collections import Counter

from launchready.derive.load.histogram import Histogram, percentile_us
from launchready.facts.base import PRODUCT, Absent, Unmeasured
from launchready.facts.crowd import AtOnce
from launchready.facts.load import Fault
from launchready.facts.product import RouteKind
from launchready.load.experiments.pulse import Pulse
from launchready.load.experiments.relay import hurried
from launchready.load.experiments.stage import Stage
from launchready.load.experiments.together import Gate, together
from launchready.load.experiments.trial import Trial, Tried
from launchready.load.journey import Target
from launchready.load.phase import Phase
from launchready.load.tally import Tally

ROUNDS = 5
TRIES = 2
"""Few: each one buys something."""
KINDS = {RouteKind.CHECKOUT: "p95_checkout", RouteKind.CHAT: "chat_first_chunk"}
"""With the threshold, in milliseconds, that their times are judged by."""


async def at_once(stage: Stage, trial: Trial) -> list[AtOnce | Absent | Unmeasured]:
    """Let several people check out at once, then chat at once, where the scenario does so."""
    scenario = stage.scenario
    routes = [one for one in scenario.targets if one.name not in scenario.aside]
    wanted = [one for kind in KINDS for one in routes if one.kind is kind]
    found: list[AtOnce | Absent | Unmeasured] = [await _of(stage, trial, one) for one in wanted]
    return found or [Absent(AtOnce, PRODUCT, "the scenario has neither a checkout nor a chat")]


async def _of(stage: Stage, trial: Trial, target: Target) -> AtOnce | Unmeasured:
    tried = next((one for one in trial.parts if target.name in one.routes), None)
    if stage.over:
        return Unmeasured(AtOnce, target.name, f"the run was stopped: {stage.over}")
    if tried is None:
        return Unmeasured(AtOnce, target.name, "no journey came to it in a trial")
    people = round(stage.order.profile.threshold("load_users").target)
    return await several(stage, tried, target, people)


async def several(stage: Stage, tried: Tried, target: Target, people: int) -> AtOnce | Unmeasured:
    """Measure the route with one person at a time, then with all of them in the same moment."""
    alone = Tally(Phase("alone", 0.0))
    stage.say(f"{target.name}: one person at a time")
    for number in range(people):
        if not stage.over:
            user = stage.scenario.new_user(number)
            await stage.once(hurried(tried.part.journey), user, alone)
    for _ in range(TRIES):
        beside = Tally(Phase("together", 0.0))
        async with Pulse() as pulse:
            rounds = await _rounds(stage, tried, target, people, beside)
        response = _response(beside, target)
        judged_by = stage.order.profile.threshold(KINDS[target.kind]).target * 1000
        void = pulse.void(max(percentile_us(response.spread(), 95) or 0, round(judged_by)))
        if not void or stage.over:
            break
    if not rounds:
        return Unmeasured(AtOnce, target.name, f"the run was stopped: {stage.over}")
    faults: Counter[Fault] = Counter()
    for route in beside.routes.values():
        faults.update(route.faults)
    return AtOnce(
        target.name,
        target.kind,
        people,
        rounds,
        response.count,
        tuple(sorted(faults.items())),
        _response(alone, target).spread(),
        response.spread(),
        void,
    )


async def _rounds(stage: Stage, tried: Tried, target: Target, people: int, tally: Tally) -> int:
    """Let them all begin at once, a few times. Return how often they did."""
    for number in range(1, ROUNDS + 1):
        if stage.over:
            return number - 1
        stage.say(f"{target.name}: {people} people at once, round {number} of {ROUNDS}")
        await _round(stage, tried, target, people, tally)
    return ROUNDS


async def _round(stage: Stage, tried: Tried, target: Target, people: int, tally: Tally) -> None:
    gate = Gate(people)
    journey = together(tried.part.journey, target.kind, gate)
    users = [stage.scenario.new_user(number) for number in range(people)]
    await asyncio.gather(*(stage.once(journey, user, tally) for user in users))


def _response(tally: Tally, target: Target) -> Histogram:
    route = tally.routes.get(target.name)
    return Histogram() if route is None else route.response
