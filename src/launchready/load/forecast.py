"""How many requests a run will come to, as far as its scenario says so beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from launchready.load.experiments import at_once, check, stage, upload, windows
from launchready.load.experiments.mix import LONGEST_S, REQUESTS, SAMPLES, TOUCHY
from launchready.load.experiments.trial import LOUDEST, PERSON_S
from launchready.load.journey import Part
from launchready.load.order import LoadOrder

CHANCE = 4.0
"""Standard deviations that arrivals by chance may bring beyond their number."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected of a run."""

    about: float
    """Requests."""
    most: float
    """Requests, where phases are repeated as often as they may be."""
    needs_s: float
    """How long the main phase has to be for a verdict on the rarest route."""


@dataclass(frozen=True, slots=True)
class _Mix:
    """Journeys with their shares of all, which add up to 1."""

    shares: tuple[tuple[Part, float], ...]
    spared: frozenset[str]

    @property
    def requests(self) -> float:
        """Of a journey, on average."""
        return sum(share * _requests(part) for part, share in self.shares)

    @property
    def rarest(self) -> float:
        """The share of journeys that go to the rarest route, as `mix.rarest` has it."""
        names = {name for part, _ in self.shares for name in part.routes} - self.spared
        found = [sum(s for part, s in self.shares if name in part.routes) for name in names]
        return min(found, default=1.0)

    def beyond(self, journeys: float) -> float:
        """How many requests chance may bring beyond what so many journeys come to."""
        return CHANCE * sqrt(journeys * sum(s * _requests(part) ** 2 for part, s in self.shares))


def journeys_per_s(order: LoadOrder) -> float:
    """Return how many journeys begin each second, as the trial would find it."""
    if order.rate:
        return order.rate
    shares = _mix(order, 0.0).shares
    seconds = sum(
        share * max(part.think_s + sum(part.pause) / 2, PERSON_S * _requests(part))
        for part, share in shares
    )
    return order.users / seconds


def forecast(order: LoadOrder, experiment: str) -> Forecast:
    """Return what a `check` or a `run` comes to."""
    rate = journeys_per_s(order)
    lifts = order.lift and experiment == "check"
    mix = _mix(order, SAMPLES / (rate * order.seconds) if lifts else 0.0)
    needs_s = max(SAMPLES / (rate * mix.rarest), REQUESTS / (rate * mix.requests))
    scenario = order.scenario
    single = sum(_requests(part) for part in scenario.parts) + len(scenario.aside)
    if experiment == "run":
        journeys = rate * order.seconds
        about = single + journeys * mix.requests
        return Forecast(about, about + mix.beyond(journeys), needs_s)
    seconds = order.seconds
    if order.stretch:
        seconds = min(max(seconds, needs_s), max(LONGEST_S, seconds))
    journeys = rate * seconds
    load = 2 * journeys * mix.requests
    quiet, quiet_most = _quiet(order, rate)
    crowd, crowd_most = _crowd(order, rate)
    most = single + quiet_most + crowd_most + check.TRIES * (load + 2 * mix.beyond(journeys))
    return Forecast(single + quiet + load + crowd, most, needs_s)


def _quiet(order: LoadOrder, rate: float) -> tuple[float, float]:
    """Requests of warming up and of the quiet windows: expected, and at most."""
    even = _mix(order, 1.0)
    count = max(3, order.windows)
    calm, loud = min(max(rate * check.QUIET_SHARE, LOUDEST / 2), LOUDEST), LOUDEST
    warm = min(check.WARM_S, order.seconds / 4)

    def window(per_s: float) -> float:
        seconds = SAMPLES / (per_s * even.rarest * count)
        seconds = order.window_s or min(max(seconds, check.SHORTEST_S), check.LONGEST_S)
        return per_s * seconds * even.requests

    about = calm * warm * even.requests + count * window(calm)
    tries = (count + windows.MORE) * stage.SHORT_TRIES
    return about, loud * warm * _largest(order) + tries * window(loud)


def _crowd(order: LoadOrder, rate: float) -> tuple[float, float]:
    """Requests of several at once, and of reads beside uploads: expected, and at most."""
    people = round(order.profile.threshold("load_users").target)
    about = most = 0.0
    for target in order.scenario.targets:
        if target.kind in at_once.KINDS and target.name not in order.scenario.aside:
            of_one = people * _largest(order)
            about += of_one * (1 + at_once.ROUNDS)
            most += of_one * (1 + at_once.ROUNDS * at_once.TRIES)
        if target.name not in order.scenario.aside and target.kind.value == "upload":
            seconds = min(max(upload.READS / rate, upload.SHORTEST_S), upload.LONGEST_S)
            about += 2 * rate * seconds
            most += 2 * rate * seconds * stage.TRIES * 2
    return about, most


def _mix(order: LoadOrder, fewest: float) -> _Mix:
    """Return the journeys by their weight; those that may be are made at least so often."""
    scenario = order.scenario
    spared = frozenset(one.name for one in scenario.targets if one.kind in TOUCHY)
    whole = sum(part.weight for part in scenario.parts) or 1.0
    fewest = min(fewest, 1 / max(1, len(scenario.parts)))
    raised = [
        (part, max(part.weight / whole, 0.0 if spared & set(part.routes) else fewest))
        if fewest * len(scenario.parts) < 1 or spared & set(part.routes)
        else (part, fewest)
        for part in scenario.parts
    ]
    total = sum(share for _, share in raised) or 1.0
    return _Mix(tuple((part, share / total) for part, share in raised), spared)


def _requests(part: Part) -> float:
    return float(max(1, len(part.routes)))


def _largest(order: LoadOrder) -> float:
    return max((_requests(part) for part in order.scenario.parts), default=1.0)
