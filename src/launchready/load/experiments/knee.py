"""Find the rate at which response times double, and the most that is served."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from math import ceil

from launchready.facts.base import Facts
from launchready.facts.crowd import KneeStep, LoadKnee
from launchready.load.engine.stop import Stop
from launchready.load.experiments.capacity import Capacity, find_capacity
from launchready.load.experiments.ground import PhaseRunner, Tell
from launchready.load.experiments.relay import in_a_hurry
from launchready.load.experiments.search import Found, search
from launchready.load.experiments.served import GROWTH, served
from launchready.load.experiments.stage import SHORT_TRIES, Ran, Stage, staged
from launchready.load.experiments.trial import Trial, calm_of, most_of, try_out
from launchready.load.experiments.windows import in_a_row, quiet_windows, response_us
from launchready.load.facts_of import facts_of
from launchready.load.order import LoadOrder
from launchready.load.phase import Law, Phase

QUIETEST = 1.0
"""Journeys each second of a quiet window."""
FEWEST = 40
"""Journeys of a quiet window, and the least that a rate is judged by."""
ANSWERS = 60
"""Answers that a 95th percentile takes (profiles ask for as many)."""
SPARE = 1.2
"""How many times as many are asked for, as some may fail."""
LONGEST_S = 20.0
"""Of a quiet window."""
LONGEST_STEP_S = 120.0
"""Of a rate that is tried."""
LEAST_US = 5_000
"""Answers that take this much longer are not worse to anybody, however many times longer."""


async def knee(
    order: LoadOrder, tell: Tell, stop: Stop, runner: PhaseRunner | None = None
) -> Facts:
    """Find the rate at which response times double, and the most that is served."""
    seen = LoadKnee(
        law=law_of(order).value, factor=order.factor, expected_per_s=order.expected_per_s
    )
    async with staged(order, tell, stop, runner) as stage:
        if stage.over:
            seen = replace(seen, inconclusive=stage.over)
        else:
            seen = await _found(stage, seen)
    return facts_of(order, stage.load_run("knee"), {}, seen)


async def _found(stage: Stage, seen: LoadKnee) -> LoadKnee:
    stage.scenario = in_a_hurry(stage.scenario)
    trial = await try_out(stage)
    order, most = stage.order, most_of(stage, trial)
    rate = calm_of(stage, trial, QUIETEST)
    seconds = order.window_s or min(max(order.step_s, FEWEST / rate), LONGEST_S)
    quiet = await quiet_windows(stage, rate, seconds)
    stage.keep("quiet", in_a_row(quiet.tallies), quiet.void)
    seen = replace(seen, baselines_us=tuple(quiet.p95_us))
    if quiet.void:
        return replace(seen, inconclusive=quiet.void)
    limit = limit_us(quiet.baseline_us, order.factor)
    found = await search(
        lambda asked: _measure(stage, trial, asked, limit),
        rate,
        most,
        lambda: stage.over,
        _wanted(order),
    )
    capacity = Capacity(why=found.inconclusive)
    if not found.inconclusive:
        capacity = await find_capacity(stage, trial, found.bad or found.good, most)
    return _told(seen, found, rate, capacity)


def _wanted(order: LoadOrder) -> tuple[float, float]:
    """Return the rates that are asked about: what is expected, and as many times that."""
    factor = order.profile.threshold("load_factor").target
    return order.expected_per_s, factor * order.expected_per_s


def seconds_of(rate: float, requests: float, least: float) -> float:
    """Return how long a rate is tried: for enough answers, and for a whole number of journeys."""
    journeys = max(FEWEST, ANSWERS * SPARE / requests)
    return ceil(max(least, min(journeys / rate, LONGEST_STEP_S)) * rate - 1e-9) / rate


def _told(seen: LoadKnee, found: Found, quiet: float, capacity: Capacity) -> LoadKnee:
    return replace(
        seen,
        steps=tuple(found.steps),
        highest_per_s=found.good or (0.0 if found.inconclusive else quiet),
        lowest_bad_per_s=found.bad,
        inconclusive=found.inconclusive,
        capacity_per_s=capacity.per_s,
        capacity_steps=tuple(capacity.steps),
        capacity_why=capacity.why,
    )


def limit_us(baseline_us: int, factor: float) -> int:
    """Return the 95th percentile above which a rate is too much."""
    return round(max(baseline_us * factor, baseline_us + LEAST_US))


async def _measure(stage: Stage, trial: Trial, rate: float, limit: int) -> KneeStep:
    """Try one rate."""
    order = stage.order
    seconds = seconds_of(rate, trial.requests, order.step_s)
    phase = knee_phase(order, rate, seconds, law_of(order), len(stage.phases))
    words = f"trying {rate:.0f}/s" if rate >= FEWEST else f"trying {rate:.1f}/s"
    for _ in range(SHORT_TRIES):
        ran = await stage.run(phase, words, tries=1)
        step = step_of(stage, trial, ran, limit)
        if not step.void or not ran.void or stage.over:
            break
    stage.phases.append(replace(ran.tally.run(step.void), name=f"{rate:.1f}/s"))
    if not step.passed:
        await asyncio.sleep(min(1.0, order.step_s / 5))  # let the target come to rest
    return step


def law_of(order: LoadOrder) -> Law:
    """Return how arrivals follow each other while rates are tried: evenly, or as people do."""
    return Law.CONSTANT if order.law is Law.CONSTANT else Law.POISSON


def knee_phase(order: LoadOrder, rate: float, seconds: float, law: Law, number: int) -> Phase:
    """Return one window at a rate; each has other random arrivals."""
    return Phase(
        "knee",
        seconds,
        rate,
        law,
        users=order.users,
        most_in_flight=order.most_in_flight,
        per_user=order.per_user,
        limits=order.limits,
        stop_share=order.stop_share,
        exact=True,
        seed=order.seed + 100 + number,
    )


def step_of(stage: Stage, trial: Trial, ran: Ran, limit: int) -> KneeStep:
    """Judge one rate.

    A late generator makes answers look slower and never faster, so what passes all the same has
    passed; and errors, and journeys that pile up, are the target's doing.
    """
    tally = ran.tally
    p95, requests = response_us(tally), tally.requests
    share = stage.order.profile.threshold("error_rate").fail / 100
    full = served(tally)
    growth = full.growth if full is not None else 0.0
    answers, sending = requests - tally.failed, max(tally.seconds, 1e-9)
    # What ends in time is served as fast as it is sent; where waiting grows, seconds tell.
    reached = full.per_s if full is not None and growth > GROWTH else answers / sending
    failing = tally.failed > share * requests or tally.stopped != "" or tally.dropped > 0
    failing = failing or growth > 1
    whole = tally.begun == tally.arrivals > 0 and not tally.void
    passed = whole and not failing and answers >= ANSWERS and p95 <= limit
    few = f"{answers} of the {ANSWERS} answers that a verdict needs" if answers < ANSWERS else ""
    return KneeStep(
        rate_per_s=tally.phase.rate_per_s,
        reached_per_s=reached / trial.requests,
        p95_us=p95,
        failed=tally.failed,
        requests=requests,
        passed=passed,
        void=stage.over or ("" if passed or failing else ran.void or few),
    )
