"""Whether a route that breaks under load was broken before there was any."""

from __future__ import annotations

from launchready.derive.load.breaking import Broken
from launchready.derive.load.failures import failures
from launchready.derive.load.histogram import percentile_us
from launchready.derive.load.phases import QUIET
from launchready.derive.load.targets import P95, level_of, target_of
from launchready.derive.load.words import FEWEST, halves, span
from launchready.facts.load import LoadRun, PhaseRun, PhaseTimings, RouteTimings
from launchready.model.check import NothingToJudgeError, UnclearError
from launchready.model.profile import Level, Profile

NEARLY = 0.5
"""A share of failures that is half as high before is no effect of the traffic alone."""


def broken_earlier(run: LoadRun, phase: PhaseRun, broken: Broken, profile: Profile) -> str:
    """Say how a route was broken with less traffic already, without a full stop; empty: it held."""
    for early in run.phases:
        if early.name == phase.name:
            return ""
        timings = broken.route.phase(early.name)
        if early.void or timings is None or early.asked_per_s >= phase.asked_per_s:
            continue
        how = _broken(broken, timings, profile)
        if how:
            when = "without load" if early.name == QUIET else f"in the phase {early.name!r}"
            return f"{broken.route.subject} already fails {when}: {how}"
    return ""


def _broken(broken: Broken, timings: PhaseTimings, profile: Profile) -> str:
    lost = failures(timings)
    share = broken.worse[0]
    if share:
        line = max(profile.threshold("error_rate").fail / 100, NEARLY * share)
        often = f"{lost.failed:,} of {lost.asked:,} requests failed there"
        return often if lost.failed and lost.share > line else ""
    return _slow(broken.route, timings, profile)


def _slow(route: RouteTimings, timings: PhaseTimings, profile: Profile) -> str:
    try:
        level = level_of(timings.response, target_of(route.kind, profile))
    except (NothingToJudgeError, UnclearError):
        return ""
    if level is not Level.FAILED:
        return ""
    if timings.response.count < FEWEST[95]:
        return f"there {halves(timings.response)}"
    late = percentile_us(timings.response, P95) or 0
    return f"one visitor in twenty waited {span(late)} or longer there"
