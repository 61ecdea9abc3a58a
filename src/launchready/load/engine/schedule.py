"""When journeys begin: an absolute schedule that no slow answer can stretch."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import count
from random import Random

from launchready.load.phase import Law, Phase

Arrival = tuple[int, float]
"""Its number, counted from 0 over all shards, and its moment in seconds since the phase began."""

_CLOSE = 1e-9
"""Seconds by which a moment may miss the end of the phase through rounding."""


def arrivals(phase: Phase) -> Iterator[Arrival]:
    """Yield the arrivals of one shard in order; a closed loop has none.

    Every shard computes the same moments, so that all shards together are the whole schedule.
    """
    if asked_for(phase) <= 0:
        return
    for number, moment in enumerate(_moments(phase)):
        if moment >= phase.seconds - _CLOSE:
            return
        if number % phase.shards == phase.shard:
            yield number, moment


def asked_for(phase: Phase) -> float:
    """Return how many journeys all shards of a phase begin: exact, or expected for `POISSON`.

    `Phase.exact` makes that exact too, rounded.
    """
    if phase.law is Law.CLOSED:
        return 0.0
    if phase.law in {Law.RAMP, Law.STEPS}:
        # Stairs of equal length and height and an even slope have the same mean.
        first = (
            phase.rate_per_s if phase.law is Law.STEPS and phase.steps <= 1 else phase.from_per_s
        )
        return (first + phase.rate_per_s) / 2 * phase.seconds
    return phase.rate_per_s * phase.seconds


def share_of(seed: int, number: int) -> float:
    """Return a number from 0 to 1 that is random, and the same for the same arrival everywhere."""
    # SplitMix64 (Steele, Lea, Flood 2014): a generator each would cost more than the request.
    mixed = (seed * 0x9E3779B97F4A7C15 + (number + 1) * 0xBF58476D1CE4E5B9) & _WORD
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _WORD
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _WORD
    return ((mixed ^ (mixed >> 31)) >> 11) / (1 << 53)


_WORD = (1 << 64) - 1


def _moments(phase: Phase) -> Iterator[float]:
    match phase.law:
        case Law.CONSTANT:
            return (number / phase.rate_per_s for number in count())
        case Law.POISSON:
            return _poisson(phase)
        case Law.RAMP:
            return _ramp(phase)
        case Law.STEPS:
            return _steps(phase)
        case Law.CLOSED:
            return iter(())


def _poisson(phase: Phase) -> Iterator[float]:
    random = Random(phase.seed)  # noqa: S311 - a schedule, not a secret
    if phase.exact:
        # Given their number, the moments of a Poisson process are uniform (Ross 2010, 5.3.5).
        yield from sorted(random.random() * phase.seconds for _ in range(round(asked_for(phase))))
        return
    moment = random.expovariate(phase.rate_per_s)
    while True:
        yield moment
        moment += random.expovariate(phase.rate_per_s)


def _ramp(phase: Phase) -> Iterator[float]:
    """Solve `first * t + slope / 2 * t**2 = number` for t, in the form that keeps its digits."""
    first = phase.from_per_s
    slope = (phase.rate_per_s - first) / phase.seconds
    for number in count():
        under = first * first + 2 * slope * number
        if under < 0:
            return
        below = first + math.sqrt(under)
        yield 2 * number / below if below else 0.0


def _steps(phase: Phase) -> Iterator[float]:
    stairs = max(phase.steps, 1)
    length = phase.seconds / stairs
    rise = (phase.rate_per_s - phase.from_per_s) / (stairs - 1) if stairs > 1 else 0.0
    begun = 0.0
    number = 0
    for stair in range(stairs):
        rate = phase.rate_per_s - rise * (stairs - 1 - stair)
        held = rate * length
        while number < begun + held - _CLOSE:
            yield stair * length + (number - begun) / rate
            number += 1
        begun += held
