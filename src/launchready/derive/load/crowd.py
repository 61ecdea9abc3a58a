"""People who do the same thing in the same moment."""

from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.failures import Failures
from launchready.derive.load.scope import left_out
from launchready.derive.load.words import percentiles
from launchready.facts.base import Each
from launchready.facts.crowd import AtOnce
from launchready.facts.load import LoadRun
from launchready.facts.product import Product, RouteKind
from launchready.model.check import NothingToJudgeError, UnclearError
from launchready.model.profile import Level, Threshold


def crowd(
    run: LoadRun, crowds: Each[AtOnce] | None, product: Product, kind: RouteKind
) -> Iterator[AtOnce]:
    """Yield what a run saw of several people at once on routes of a kind.

    Raises `NothingToJudgeError` where the product has none, or the run is of another sort, and
    `UnclearError` where it did not go there, the measurement is void, or not even one person alone
    gets through: then it is not the crowd.
    """
    if run.experiment != "check":
        message = f"`load {run.experiment}` brings nobody together"
        raise NothingToJudgeError(message)
    here = [one for one in crowds or () if one.kind is kind]
    if not here:
        left_out(product, kind, run.stopped)
    for one in sorted(here, key=lambda one: bool(one.void)):
        if one.void:
            raise UnclearError(one.void, one.subject)
        if not one.alone.count:
            message = "nobody who came alone got through either"
            raise UnclearError(message, one.subject)
        yield one


def lost(one: AtOnce) -> int:
    """Return how many people did not get what they came for."""
    return max(0, one.people * one.rounds - one.succeeded)


def enough(one: AtOnce, threshold: Threshold) -> None:
    """Raise `UnclearError` where fewer people came together than the profile asks for."""
    if threshold.level(one.people) is not Level.MET:
        message = f"{one.people} came at once, and {threshold.target:g} are asked for"
        raise UnclearError(message, one.subject)


def told(one: AtOnce) -> tuple[str, ...]:
    """Return what was seen, as evidence."""
    failed = Failures(one.people * one.rounds, one.faults).words()
    lines = [f"{one.people} at once, {one.rounds} rounds: {percentiles(one.together)}"]
    lines += [f"failed: {failed}"] if failed else []
    return (*lines, f"one at a time: {percentiles(one.alone)}")
