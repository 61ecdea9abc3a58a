"""What a load run came to, in sentences that a founder understands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from launchready.derive.load.breaking import first_to_break
from launchready.derive.load.earlier import broken_earlier
from launchready.derive.load.failures import failures, standing, together
from launchready.derive.load.histogram import percentile_us
from launchready.derive.load.scope import measured
from launchready.facts.base import Facts
from launchready.facts.load import Fault, LoadRun, PhaseRun, PhaseTimings, RouteTimings
from launchready.facts.product import RouteKind
from launchready.load.telling.experiment_words import experiment_words
from launchready.load.telling.reading import (
    BESIDE,
    arrivals,
    duration,
    faults,
    main_phase,
    one_after_another,
    percentile,
    rate,
    share,
    slowest,
)
from launchready.model.check import UnclearError
from launchready.model.profile import Profile
from launchready.report.phrases import count, listed

DOUBLE = "double"
"""The phase that sends twice the expected traffic."""

OTHER_LIMITS = frozenset({RouteKind.CHAT, RouteKind.UPLOAD})
"""Kinds of routes that the limit of ordinary ones says nothing about."""

MOST_TROUBLES = 5

FEW = "answers that a verdict needs"
"""Part of what is said where a run was too short."""

HOLDS = ": every route keeps the profile's limits"

METHOD = (
    "From this machine, as visitors would: journeys begin by the clock and never wait for an "
    "earlier one, and a response time counts from the moment the request was due. Failures are "
    "counted apart, and no mean is taken."
)


def lines(facts: Facts, profile: Profile) -> tuple[str, ...]:
    """Return what was sent, how honest it was, what breaks first, then what else was seen."""
    run = next(iter(facts.each(LoadRun)), None)
    routes = tuple(facts.each(RouteTimings))
    said: list[str] = []
    if run is not None:
        said += _ended(run)
        said += _sent(run)
        said += _honest(run)
        said += _breaks(run, routes, profile)
        said += _failed(run, routes)
    said += experiment_words(facts)
    if run is not None:
        said += _after(run)
    return tuple(said)


def _ended(run: LoadRun) -> Iterator[str]:
    """Say why it ended early, and what went wrong for one visitor alone for another reason."""
    follows = " What was measured until then follows." if _begun(run) else ""
    if run.stopped:
        yield f"Stopped early: {run.stopped}.{follows}"
    cause = run.stopped.partition(": ")[2]
    others = [one for one in run.troubles if not (cause and one.endswith(cause))]
    yield from (f"{one[:1].upper()}{one[1:]}." for one in others[:MOST_TROUBLES])


def _begun(run: LoadRun) -> bool:
    """Whether there was any traffic to measure."""
    return any(phase.arrivals or phase.requests or not phase.void for phase in run.phases)


def method(facts: Facts) -> str:
    """Say how it was measured."""
    run = next(iter(facts.each(LoadRun)), None)
    if run is None or not run.workers:
        return METHOD
    return METHOD.replace("From this machine", f"From {_makers(run)}")


def _makers(run: LoadRun) -> str:
    """Say what made the load: processes here, machines elsewhere, or both."""
    here = sum(worker.here for worker in run.workers)
    told = count(here, "process", "processes") + " on this machine" if here else ""
    others = len(run.workers) - here
    more = f"{count(others, 'other machine')}" if here else count(others, "machine")
    return " and ".join(one for one in (told, more if others else "") if one)


def _sent(run: LoadRun) -> Iterator[str]:
    seconds = sum(phase.seconds for phase in one_after_another(run))
    requests = run.requests or sum(phase.requests for phase in run.phases)
    if not _begun(run):
        yield (
            "Nothing was measured: it ended before the first phase did. How the product bears load "
            "is not known."
        )
        return
    top = max(run.phases, key=lambda phase: phase.asked_per_s)
    pace = (
        f", at most {_most(run, top)}"
        if top.asked_per_s
        else f", by {count(top.users, 'user')} in a closed loop"
    )
    yield (
        f"Sent {count(requests, 'request')} to {listed(run.hosts, 4)} within {seconds:,.0f} s"
        f"{pace}, by the scenario {run.scenario!r}. Each carried X-Launchready-Run: {run.tag}."
    )


def _most(run: LoadRun, top: PhaseRun) -> str:
    """Say the highest rate; of a knee one for the search and one for what is served at most."""
    laws: tuple[str, ...] = (top.law,)
    if run.experiment == "knee":
        laws = tuple(sorted({one.law for one in run.phases}, key=lambda law: law == top.law))
    highest = {one.law: one for one in sorted(run.phases, key=lambda phase: phase.asked_per_s)}
    return " and ".join(
        f"{rate(highest[law].asked_per_s).removesuffix('/s')} journeys/s ({arrivals(law)})"
        for law in laws
    )


def _honest(run: LoadRun) -> Iterator[str]:
    opened = [one for one in run.phases if not one.void and one.arrivals and one.law != "closed"]
    if opened:
        late = max(percentile_us(phase.lateness, 99) or 0 for phase in opened)
        dropped = sum(phase.dropped for phase in opened)
        busy = max(phase.cpu_share for phase in opened)
        left = f"{dropped:,} were left out" if dropped else "none was left out"
        yield (
            f"The generator kept its timetable: 99 of 100 journeys began within {duration(late)} "
            f"of their moment, {left}, and it used {100 * busy:.0f} % of a core."
        )
    for phase in run.phases:
        if phase.void and (phase.void != run.stopped or _begun(run)):
            yield f"The phase {phase.name!r} proves nothing: {phase.void}."
    if any(phase.law == "closed" for phase in run.phases):
        yield (
            "These users were a closed loop: a slow answer delays the next request, so these "
            "times are better than what visitors would meet."
        )


def _breaks(run: LoadRun, routes: tuple[RouteTimings, ...], profile: Profile) -> Iterator[str]:
    """Say what breaks first if traffic doubles, as far as a phase that counts shows it."""
    double = run.phase(DOUBLE)
    phase = double or main_phase(run)
    if phase is None or phase.void or run.experiment not in ("check", "run"):
        return
    if phase.law == "closed":
        return
    when = "If traffic doubles tomorrow" if double is not None else "Under this traffic"
    try:
        broken = first_to_break(routes, phase, profile)
    except UnclearError as unclear:
        yield f"{when}, what breaks first cannot be said: {unclear}."
        if FEW in str(unclear):
            yield _longer(run)
        return
    if broken is not None:
        early = broken_earlier(run, phase, broken, profile)
        if early:
            yield f"{early}. {when}: {broken.how}."
            return
        before = _before(run, phase, broken.route)
        yield f"{when}, {broken.route.subject} breaks first: {broken.how}{before}."
        return
    lost = together(failures(timings) for _, timings in measured(routes, phase))
    if standing(lost, profile.threshold("error_rate")) is None:
        yield (
            f"{when}, no route is known to break; whether too many requests fail cannot be told: "
            f"{lost.failed:,} of {lost.asked:,} did."
        )
        return
    slow = slowest((name, one.response) for name, one in _timed(phase, routes))
    yield f"{when}, nothing breaks{f': {slow}' if slow else HOLDS}."


def _longer(run: LoadRun) -> str:
    """Say how a run gets enough answers."""
    if run.experiment == "check" and "--duration" in run.asked:
        return "Without --duration a check goes on for as long as its rarest route needs."
    return "A longer --duration gives every route more answers."


def _timed(phase: PhaseRun, routes: tuple[RouteTimings, ...]) -> Iterator[tuple[str, PhaseTimings]]:
    for route in routes:
        timings = route.phase(phase.name)
        if timings is not None and route.kind not in OTHER_LIMITS:
            yield route.subject, timings


def _before(run: LoadRun, phase: PhaseRun, route: RouteTimings) -> str:
    """Say what the route's 95th percentile was in the first other phase that counts."""
    first = next((one for one in run.phases if one.name != phase.name and not one.void), None)
    timings = route.phase(first.name) if first is not None else None
    was = percentile(timings.response, 95) if timings is not None else None
    if first is None or was is None:
        return ""
    return f"; in the phase {first.name!r} its p95 was {duration(was)}"


def _failed(run: LoadRun, routes: tuple[RouteTimings, ...]) -> Iterator[str]:
    """Count failures, without those of a user whose part it is to be refused."""
    requests = sum(phase.requests for phase in one_after_another(run))
    failed = sum(phase.failed for phase in one_after_another(run))
    others = any(phase.name in BESIDE for phase in run.phases)
    if not failed:
        if requests:
            yield "No request of the others failed." if others else "No request failed."
        return
    kinds: Counter[Fault] = Counter()
    where = ""
    worst = max(routes, key=lambda one: sum(two.failed for two in one.phases), default=None)
    if worst is not None:
        for timings in worst.phases:
            kinds.update(dict(timings.faults))
        where = f", {'all' if kinds.total() == failed else 'most'} at {worst.subject}"
    why = f": {faults(tuple(kinds.items()))}" if kinds else ""
    of = " of the others" if others else ""
    yield f"{failed:,} of {requests:,} requests{of} failed ({share(failed, requests)}){where}{why}."


def _after(run: LoadRun) -> Iterator[str]:
    for worker in run.workers:
        if worker.died:
            kind = "process" if worker.here else "machine"
            yield (
                f"The {kind} {worker.name}, which was to make {share(worker.share, 1.0)} of the "
                f"load, was lost: {worker.died}."
            )
    if run.left_behind:
        yield f"The run made what it could not clean up: {run.left_behind}."
