"""How often each journey is made, and for how long, so that every route can be judged."""

from __future__ import annotations

from dataclasses import replace

from launchready.facts.product import RouteKind
from launchready.load.experiments.stage import Stage
from launchready.load.experiments.trial import Trial

SAMPLES = 85
"""Requests that a route is to get; profiles ask for 60, and chance takes some away."""
REQUESTS = 330
"""All requests of a phase; profiles ask for 300 to say how many fail."""
LONGEST_S = 180.0
TOUCHY = frozenset({RouteKind.LOGIN, RouteKind.SIGNUP, RouteKind.RESET, RouteKind.WEBHOOK})
"""Made more often than people do, these meet the limits that protect them."""


def lifted(stage: Stage, trial: Trial, rate: float) -> Trial:
    """Return the trial with rare journeys made often enough, where the order wants that."""
    order = stage.order
    if not order.lift:
        return trial
    raised = _raised(stage, trial, SAMPLES / (rate * order.seconds))
    stage.scenario = replace(stage.scenario, parts=tuple(one.part for one in raised.parts))
    return raised


def evenly(stage: Stage, trial: Trial) -> Trial:
    """Return the trial with all journeys made equally often: for what is measured one by one."""
    return _raised(stage, trial, 1.0)


def _raised(stage: Stage, trial: Trial, fewest: float) -> Trial:
    touchy = {one.name for one in stage.scenario.targets if one.kind in TOUCHY}
    whole = sum(one.part.weight for one in trial.parts)
    fewest = min(fewest, 1 / len(trial.parts))
    parts = []
    for one in trial.parts:
        share = one.part.weight / whole
        if not one.routes & touchy:
            share = fewest if fewest * len(trial.parts) >= 1 else max(share, fewest)
        parts.append(replace(one, part=replace(one.part, weight=share)))
    return Trial(tuple(parts))


def seconds_of(stage: Stage, trial: Trial, rate: float) -> float:
    """Return how long the main phase goes on, so that the rarest route can be judged."""
    order = stage.order
    if not order.stretch:
        return order.seconds
    needed = max(SAMPLES / (rate * rarest(stage, trial)), REQUESTS / (rate * trial.requests))
    return min(max(order.seconds, needed), max(LONGEST_S, order.seconds))


def rarest(stage: Stage, trial: Trial) -> float:
    """Return the share of journeys that go to the rarest route, without those that stay rare."""
    spared = {one.name for one in stage.scenario.targets if one.kind in TOUCHY}
    whole = sum(one.part.weight for one in trial.parts)
    names = {name for one in trial.parts for name in one.routes} - spared
    shares = [
        sum(one.part.weight for one in trial.parts if name in one.routes) / whole for name in names
    ]
    return min(shares, default=1.0)
