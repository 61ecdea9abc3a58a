"""A trial: one visitor makes each journey once, so that it is known what journeys come to."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from launchready.derive.load.histogram import percentile_us
from launchready.derive.mask import mask_line
from launchready.facts.load import Fault
from launchready.load.experiments.relay import hurried
from launchready.load.experiments.stage import Stage
from launchready.load.journey import Part
from launchready.load.phase import Phase
from launchready.load.tally import Tally
from launchready.load.trouble import LoadError

BUSY = 0.2
"""Of one worker's time that quiet windows take."""
AT_A_TIME = 4
"""Journeys that are tried at the same time."""
LOUDEST = 10.0
"""Journeys each second of a quiet window."""
SHORT_DRAIN_S, LONG_DRAIN_S = 10.0, 90.0
_STRANGERS = frozenset({401, 403})
"""What those are answered who are not signed in."""
MOST_REQUESTS = 2000
"""Of a journey that is tried: one that never ends is noticed."""
PERSON_S = 1.0
"""The least time a person needs for one request, reading included."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One journey of the scenario, made once."""

    part: Part
    seconds: float
    """How long it takes with all its times to think, which the trial itself leaves out."""
    tally: Tally
    why: str
    """Why it failed; empty: it did not."""

    @property
    def routes(self) -> frozenset[str]:
        """The names of the routes it went to."""
        return frozenset(self.tally.routes)


@dataclass(frozen=True, slots=True)
class Trial:
    """Each journey of the scenario, made once."""

    parts: tuple[Tried, ...]

    @property
    def requests(self) -> float:
        """Requests that a journey makes, on average."""
        return max(1.0, self._mean([one.tally.requests for one in self.parts]))

    @property
    def seconds(self) -> float:
        """How long a journey takes a person, on average, with all thinking and the pause after."""
        return self._mean(
            [
                max(one.seconds + sum(one.part.pause) / 2, PERSON_S * max(one.tally.requests, 1))
                for one in self.parts
            ]
        )

    @property
    def drain_s(self) -> float:
        """How long the last journeys of a phase may go on, so that they come to their end."""
        longest = max((one.seconds for one in self.parts), default=0.0)
        return min(max(SHORT_DRAIN_S, 1.5 * longest), LONG_DRAIN_S)

    @property
    def busy_s(self) -> float:
        """How long a journey waits for answers, on average, without connecting and thinking."""
        return self._mean([_served_s(one.tally) for one in self.parts])

    def _mean(self, values: list[float]) -> float:
        weights = sum(one.part.weight for one in self.parts)
        return (
            sum(value * one.part.weight for value, one in zip(values, self.parts, strict=True))
            / weights
        )


def _served_s(tally: Tally) -> float:
    spreads = [route.service.spread() for route in tally.routes.values()]
    return sum((percentile_us(one, 50) or 0) * one.count for one in spreads) / 1e6


async def try_out(stage: Stage) -> Trial:
    """Make each journey once. Raises `LoadError` for a scenario that fails by itself."""
    stage.say("trying each journey once")
    few = asyncio.Semaphore(AT_A_TIME)

    async def one_of_few(number: int, part: Part) -> Tried:
        async with few:
            return await _try(stage, part, number)

    parts = stage.scenario.parts
    tried = await asyncio.gather(*(one_of_few(number, part) for number, part in enumerate(parts)))
    whys = [_unanswered(one) for one in tried]
    if all(whys) and not stage.over:
        stage.stopped = f"the product did not answer: {whys[0]}"
    return Trial(tuple(tried))


def _unanswered(tried: Tried) -> str:
    """Return why a journey met nobody at all; empty: something answered."""
    if not tried.why or not _sent(tried.tally):
        return ""
    if any(route.statuses for route in tried.tally.routes.values()):
        return ""
    why = tried.why
    for name in tried.tally.routes:
        why = why.removeprefix(f"{name}: ")
    return mask_line(why)


async def _try(stage: Stage, part: Part, number: int) -> Tried:
    tally = Tally(Phase("trial", 0.0))
    skipped: list[float] = []
    journey = hurried(part.journey, skipped.append)
    began = time.perf_counter()
    why = await stage.once(journey, stage.scenario.new_user(number), tally, most=MOST_REQUESTS)
    seconds = time.perf_counter() - began + sum(skipped)
    if why and not _sent(tally) and not stage.stop.why:
        message = f"the journey {part.name!r} of the scenario fails by itself: {mask_line(why)}"
        raise LoadError(message)
    if why and not stage.stop.why:
        said = f"the journey {part.name!r} fails already for one visitor: {mask_line(why)}"
        if any(status in _STRANGERS for one in tally.routes.values() for status in one.statuses):
            said += ". If it is for people who are signed in, sign in first: see `load init`"
        stage.say(said)
        stage.troubles.append(said)
    return Tried(part, seconds, tally, why)


def _sent(tally: Tally) -> bool:
    """Whether a request left: else nobody but the scenario can be blamed."""
    return any(
        route.statuses or any(fault is not Fault.ASSERTION for fault in route.faults)
        for route in tally.routes.values()
    )


def calm_of(stage: Stage, trial: Trial, least: float) -> float:
    """Return how many journeys begin each second while it is quiet: evenly, hardly two at once."""
    one_by_one = BUSY / max(trial.busy_s, 1e-3)
    return min(max(one_by_one, least), LOUDEST, most_of(stage, trial) / 4)


def rate_of(stage: Stage, trial: Trial) -> float:
    """Return how many journeys begin each second. Raises `LoadError` above the ceiling."""
    order = stage.order
    rate = order.rate or order.users / trial.seconds
    most = most_of(stage, trial)
    if rate > most:
        what = f"{order.rate:,.10g} journeys/s" if order.rate else f"{order.users} users"
        message = (
            f"{what} make about {rate * trial.requests:.0f} requests/s, above the ceiling of "
            f"{order.ceiling:,.10g}: ask for less, or raise --ceiling"
        )
        raise LoadError(message)
    return rate


def most_of(stage: Stage, trial: Trial) -> float:
    """Return how many journeys may begin each second under the ceiling."""
    return stage.order.ceiling / trial.requests
