"""How many requests a run will come to, as far as its scenario says so beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt

from launchready.facts.product import RouteKind
from launchready.load.engine.schedule import asked_for
from launchready.load.experiments import at_once, check, stage, upload, windows
from launchready.load.experiments.mix import LONGEST_S, REQUESTS, SAMPLES, TOUCHY
from launchready.load.experiments.plain import load_phase
from launchready.load.experiments.slow import SLOW_S
from launchready.load.experiments.trial import LOUDEST, PERSON_S
from launchready.load.journey import Part, Target
from launchready.load.order import LoadOrder
from launchready.load.phase import Law

CHANCE = 4.0
"""Standard deviations that arrivals by chance may bring beyond their number."""
REPEATED = 1.1
"""From here on times the most without repeats, those are worth a sentence."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected of a run."""

    about: float
    """Requests."""
    most: float
    """Requests, where phases are repeated as often as they may be."""
    plain: float
    """Requests, at most, where this machine is never late and no phase is repeated."""
    needs_s: float
    """How long the main phase has to be for a verdict on the rarest route."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """Requests of one piece of a run: expected, at most, and at most with repeats."""

    about: float = 0.0
    plain: float = 0.0
    most: float = 0.0

    def __add__(self, other: _Sum) -> _Sum:
        return _Sum(self.about + other.about, self.plain + other.plain, self.most + other.most)


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

    def beyond(self, journeys: float, law: Law = Law.POISSON) -> float:
        """How many requests chance may bring beyond what so many journeys come to.

        Of Poisson arrivals chance says the number as well, of others only which journeys they take.
        """
        known = 0.0 if law is Law.POISSON else self.requests**2
        square = sum(share * _requests(part) ** 2 for part, share in self.shares)
        return CHANCE * sqrt(journeys * max(square - known, 0.0))


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
    whole = _Sum(single, single, single)
    if experiment == "run":
        whole += _phase(order, mix, rate, order.seconds, 1)
        return Forecast(whole.about, whole.most, whole.plain, needs_s)
    seconds = order.seconds
    if order.stretch:
        seconds = min(max(seconds, needs_s), max(LONGEST_S, seconds))
    whole += _quiet(order, mix, rate) + _phase(order, mix, rate, seconds, check.TRIES)
    if 2 * rate * mix.requests <= order.ceiling:
        whole += _phase(order, mix, 2 * rate, seconds * check.DOUBLE_SHARE, check.TRIES)
    for target in scenario.targets:
        if target.name not in scenario.aside:
            whole += _at_once(order, target) + _upload(order, target, rate)
    return Forecast(whole.about, whole.most, whole.plain, needs_s)


def repeats(order: LoadOrder, experiment: str) -> bool:
    """Whether much of the most is for phases that may have to be made again."""
    known = all(part.routes for part in order.scenario.parts)
    if experiment not in {"check", "run"} or order.law is Law.CLOSED or not known:
        return False
    seen = forecast(order, experiment)
    return seen.most > REPEATED * seen.plain


def _phase(order: LoadOrder, mix: _Mix, rate: float, seconds: float, tries: int) -> _Sum:
    """Requests of a phase as the order wants its main one."""
    journeys = asked_for(load_phase(order, "load", seconds, rate))
    about = journeys * mix.requests
    plain = about + mix.beyond(journeys, order.law)
    return _Sum(about, plain, tries * plain)


def _quiet(order: LoadOrder, mix: _Mix, rate: float) -> _Sum:
    """Requests of warming up and of the quiet windows, whose rate a trial finds."""
    even = _mix(order, 1.0)
    count = max(3, order.windows)
    loud = min(LOUDEST, order.ceiling / mix.requests / 4)
    calm = min(max(rate * check.QUIET_SHARE, LOUDEST / 2), loud)
    warm = min(check.WARM_S, order.seconds / 4)

    def journeys(per_s: float) -> float:
        """How many a window has: rounded up, as the first one comes at once."""
        seconds = SAMPLES / (per_s * even.rarest * count)
        seconds = order.window_s or min(max(seconds, check.SHORTEST_S), check.LONGEST_S)
        return ceil(per_s * seconds)

    begun, warming = (count + windows.MORE) * journeys(loud), ceil(loud * warm)
    most = begun * even.requests + even.beyond(begun, Law.CONSTANT)
    first = warming * mix.requests + mix.beyond(warming, Law.CONSTANT)
    about = calm * warm * mix.requests + count * journeys(calm) * even.requests
    return _Sum(about, first + most, first + stage.SHORT_TRIES * most)


def _at_once(order: LoadOrder, target: Target) -> _Sum:
    """Requests of several on one route in the same moment; each goes all the way there."""
    way = _way_to(order, target)
    if way is None or target.kind not in at_once.KINDS:
        return _Sum()
    once = round(order.profile.threshold("load_users").target) * _requests(way)
    plain = once * (1 + at_once.ROUNDS)
    return _Sum(plain, plain, once * (1 + at_once.ROUNDS * at_once.TRIES))


def _upload(order: LoadOrder, target: Target, rate: float) -> _Sum:
    """Requests of quick reads, alone and beside slow uploads that go on all the time."""
    way = _way_to(order, target)
    quick = {one.name for one in order.scenario.targets if one.kind in upload.QUICK}
    parts = tuple(one for one in order.scenario.parts if one.routes and set(one.routes) <= quick)
    if way is None or target.kind is not RouteKind.UPLOAD or not parts:
        return _Sum()
    mix = _Mix(_shares(parts), frozenset())
    seconds = min(max(upload.READS / rate, upload.SHORTEST_S), upload.LONGEST_S)
    journeys = 2 * rate * seconds
    reads = journeys * mix.requests
    people = upload.UPLOADERS * _requests(way)
    # One that is refused at once comes again after a breath.
    hasty = people * (1 + seconds / upload.BREATH_S)
    plain = reads + mix.beyond(journeys) + hasty
    return _Sum(reads + people * (1 + seconds / SLOW_S), plain, stage.TRIES * plain)


def _way_to(order: LoadOrder, target: Target) -> Part | None:
    return next((part for part in order.scenario.parts if target.name in part.routes), None)


def _shares(parts: tuple[Part, ...]) -> tuple[tuple[Part, float], ...]:
    whole = sum(part.weight for part in parts) or 1.0
    return tuple((part, part.weight / whole) for part in parts)


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
