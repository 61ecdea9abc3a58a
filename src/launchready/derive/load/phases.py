"""Which phase of a run is judged, and whether it counts."""

from __future__ import annotations

from launchready.facts.load import LoadRun, PhaseRun, PhaseTimings, RouteTimings, Spread
from launchready.model.check import NothingToJudgeError, UnclearError

QUIET = "quiet"
DOUBLE = "double"
MAIN = ("load", "run")
"""The traffic of the first customers, as a check or an own scenario sends it."""
CLOSED = "closed"


def main(run: LoadRun) -> PhaseRun:
    """Return the phase of the first customers' traffic. Raises `UnclearError` if it is void."""
    for name in MAIN:
        phase = run.phase(name)
        if phase is not None:
            return counted(phase)
    why = run.stopped or f"a {run.experiment} run has no phase under load"
    message = f"nothing was measured under load: {why}"
    raise UnclearError(message, "the run")


def named(run: LoadRun, name: str) -> PhaseRun:
    """Return one phase.

    Raises `UnclearError` if it was not made or is void, and `NothingToJudgeError` for an experiment
    that has none of this name.
    """
    phase = run.phase(name)
    if phase is None and run.experiment != "check":
        message = f"a {run.experiment} run has no phase '{name}'"
        raise NothingToJudgeError(message)
    if phase is None:
        message = f"it has no phase '{name}'{f': {run.stopped}' if run.stopped else ''}"
        raise UnclearError(message, "the run")
    return counted(phase)


def counted(phase: PhaseRun) -> PhaseRun:
    """Return a phase that may be judged. Raises `UnclearError` if it is void."""
    if phase.void:
        message = f"it does not count: {phase.void}"
        raise UnclearError(message, f"the phase '{phase.name}'")
    return phase


def open_loop(phase: PhaseRun) -> None:
    """Raise `UnclearError` if its users wait for answers: their times say nothing good."""
    if phase.law == CLOSED:
        message = (
            "users of a closed loop wait while the product hangs, so its worst times are missed:"
            " let journeys arrive by the clock"
        )
        raise UnclearError(message, f"the phase '{phase.name}'")


def during(route: RouteTimings, phase: PhaseRun) -> PhaseTimings:
    """Return a route in a phase. Raises `NothingToJudgeError` if the phase did not go there."""
    found = route.phase(phase.name)
    if found is None or not found.requests:
        message = f"the phase '{phase.name}' did not go to {route.subject}"
        raise NothingToJudgeError(message)
    return found


def response(route: RouteTimings, phase: PhaseRun) -> Spread:
    """Return how long visitors waited for a route in a phase; nobody did where it did not go."""
    found = route.phase(phase.name)
    return Spread() if found is None else found.response
