"""What breaks first when the traffic grows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from launchready.derive.load.failures import failures
from launchready.derive.load.histogram import percentile_us
from launchready.derive.load.scope import measured
from launchready.derive.load.targets import P95, level_of, microseconds, target_of
from launchready.derive.load.words import FEWEST, halves, limit, span
from launchready.facts.crowd import LoadKnee
from launchready.facts.load import PhaseRun, PhaseTimings, RouteTimings
from launchready.model.check import NothingToJudgeError, UnclearError
from launchready.model.profile import Level, Profile


@dataclass(frozen=True, slots=True)
class Broken:
    """A route that does not hold."""

    route: RouteTimings
    how: str
    """What one sees, without a full stop."""
    worse: tuple[float, float]
    """For an order: the share of failures, then how many times the limit is reached."""


def first_to_break(
    routes: Iterable[RouteTimings], phase: PhaseRun, profile: Profile
) -> Broken | None:
    """Return the route that breaks worst in a phase; None: all hold.

    Raises `UnclearError` where none breaks and one of them, or all, had too little traffic.
    """
    broken: list[Broken] = []
    doubts: list[str] = []
    met = measured(routes, phase)
    for route, timings in met:
        try:
            one = _broken(route, timings, profile)
        except NothingToJudgeError:
            continue
        except UnclearError as unclear:
            doubts.append(f"{route.subject}: {unclear}")
            continue
        if one is not None:
            broken.append(one)
    if broken:
        return max(broken, key=lambda one: one.worse)
    if doubts or not met:
        raise UnclearError(doubts[0] if doubts else "the phase went to no route")
    return None


def _broken(route: RouteTimings, timings: PhaseTimings, profile: Profile) -> Broken | None:
    lost = failures(timings)
    if lost.misasked:
        message = "nearly every request was answered 4xx"
        raise UnclearError(message)
    if lost.surely_above(profile.threshold("error_rate").fail):
        return Broken(route, f"{100 * lost.share:.0f} % of its requests fail", (lost.share, 0.0))
    threshold = target_of(route.kind, profile)
    if level_of(timings.response, threshold) is not Level.FAILED:
        return None
    late = percentile_us(timings.response, P95) or 0
    line = microseconds(threshold.fail, threshold)
    said = f"one visitor in twenty waits {span(late)} or longer"
    if timings.response.count < FEWEST[95]:
        said = halves(timings.response)
    said += f", where the profile fails {limit(threshold.fail, threshold)}"
    return Broken(route, said, (0.0, late / line))


def expected_too_much(knee: LoadKnee) -> str:
    """Say that the expected traffic itself does not hold; empty: it does.

    Raises `UnclearError` where the search cannot say it.
    """
    if knee.inconclusive:
        raise UnclearError(knee.inconclusive)
    wanted, held, bad = knee.expected_per_s, knee.highest_per_s, knee.lowest_bad_per_s
    if 0 < bad <= wanted:
        what = f"{held:,.3g} held" if held else "nothing lower held"
        return (
            f"{wanted:,.3g} journeys a second are expected, and {bad:,.3g} did not hold: response"
            f" times grew {knee.factor:g} times, or requests failed ({what})."
        )
    if held >= wanted:
        return ""
    message = f"the search went up to {held:,.3g} of {wanted:,.3g} journeys a second"
    if bad:
        message = f"{held:,.3g} of {wanted:,.3g} journeys a second held, and {bad:,.3g} did not"
    raise UnclearError(message)


def knee_too_low(knee: LoadKnee, profile: Profile) -> str:
    """Say that response times double below the traffic to be ready for; empty: they do not.

    Raises `UnclearError` where the search did not go that far, or nobody said what is expected.
    """
    if not knee.expected_per_s:
        message = "nobody said how much traffic is expected"
        raise UnclearError(message)
    factor = profile.threshold("load_factor").target
    wanted = factor * knee.expected_per_s
    if 0 < knee.lowest_bad_per_s <= wanted:
        return (
            f"Response times grow {knee.factor:g} times at {knee.lowest_bad_per_s:,.3g} journeys a"
            f" second, and {factor:g} times the expected traffic is {wanted:,.3g}."
        )
    if knee.highest_per_s >= wanted:
        return ""
    message = f"the search went up to {knee.highest_per_s:,.3g} of {wanted:,.3g} journeys a second"
    raise UnclearError(message)
