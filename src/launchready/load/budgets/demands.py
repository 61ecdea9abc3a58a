"""What became of a budget's lines: kept, broken, or not to be judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from launchready.derive.load.histogram import percentile_us, times
from launchready.derive.load.percent import NEEDED
from launchready.derive.load.phases import CLOSED
from launchready.derive.load.shares import at_least, at_most
from launchready.facts.base import Facts
from launchready.facts.crowd import LoadFairness, LoadKnee
from launchready.facts.load import (
    CacheUse,
    LoadRun,
    PhaseRun,
    PhaseTimings,
    RouteTimings,
    Spread,
    StreamTimings,
)
from launchready.load.budgets.budget import Budget
from launchready.load.telling.reading import duration, main_phase, rate, ratio, sending_s, share
from launchready.load.telling.reading import times as written_times
from launchready.report.view import Demand, Kept, Table

GROUP = "budget"
PERCENTILES = {"p50_ms": 50.0, "p95_ms": 95.0, "p99_ms": 99.0}
STREAMS: dict[str, Callable[[StreamTimings], Spread]] = {
    "first_byte_ms": lambda stream: stream.first_byte,
    "first_event_ms": lambda stream: stream.first_event,
    "gap_ms": lambda stream: stream.gap,
    "total_ms": lambda stream: stream.total,
}
MARKS = {Kept.KEPT: "kept", Kept.BROKEN: "BROKEN", Kept.UNKNOWN: "unknown"}


@dataclass(frozen=True, slots=True)
class _Said:
    """What a line comes to, before it has its name."""

    state: Kept
    says: str


def judge_budget(budget: Budget, facts: Facts) -> tuple[Demand, ...]:
    """Judge every line of a budget by what was measured."""
    run = next(iter(facts.each(LoadRun)), None)
    demands = (*_run_lines(budget, run, facts), *_route_lines(budget, run, facts))
    if run is None or not run.stopped:
        return demands
    return tuple(_half(one) for one in demands)


def _half(demand: Demand) -> Demand:
    """Half a run may break a line; it keeps none."""
    if demand.state is not Kept.KEPT:
        return demand
    return replace(demand, state=Kept.UNKNOWN, says=f"{demand.says}, but the run ended early")


def demand_table(group: str, demands: Iterable[Demand]) -> Table:
    """Return demands as a table, the broken ones first."""
    order = (Kept.BROKEN, Kept.UNKNOWN, Kept.KEPT)
    rows = sorted(demands, key=lambda one: order.index(one.state))
    head = ("demand", "state", "measured")
    return Table(
        group.capitalize(), head, tuple((one.name, MARKS[one.state], one.says) for one in rows)
    )


def exit_code(demands: Iterable[Demand]) -> int:
    """Return 1 where a demand is broken, 3 where one cannot be judged, otherwise 0."""
    states = {one.state for one in demands}
    return 1 if Kept.BROKEN in states else 3 if Kept.UNKNOWN in states else 0


def _phase(budget: Budget, run: LoadRun | None) -> PhaseRun | str:
    """Return the phase that is judged, or why none can be."""
    if run is None or not run.phases:
        return "no traffic was sent in phases"
    phase = run.phase(budget.phase) if budget.phase else main_phase(run)
    if phase is None:
        return f"the run has no phase {budget.phase!r}"
    return f"the phase {phase.name!r} is void: {phase.void}" if phase.void else phase


def _run_lines(budget: Budget, run: LoadRun | None, facts: Facts) -> Iterator[Demand]:
    phase = _phase(budget, run)
    for key, limit in budget.run.items():
        name = f"run {key} {_sign(key)} {limit:g}"
        if key in ("min_knee_rate", "neighbour_ratio"):
            said = _knee(limit, facts) if key == "min_knee_rate" else _neighbour(limit, facts)
        elif isinstance(phase, str):
            said = _Said(Kept.UNKNOWN, phase)
        else:
            said = _of_phase(key, limit, phase)
        yield Demand(GROUP, name, said.state, said.says)


def _of_phase(key: str, limit: float, phase: PhaseRun) -> _Said:
    if key == "min_rate":
        reached = phase.finished / sending_s(phase) if phase.seconds else 0.0
        return _Said(_kept(reached >= limit), f"{rate(reached)} went to their end")
    if key == "min_requests":
        return _Said(_kept(phase.requests >= limit), f"{phase.requests:,} requests")
    return _errors(phase.failed, phase.requests, limit)


def _knee(limit: float, facts: Facts) -> _Said:
    knee = next(iter(facts.each(LoadKnee)), None)
    if knee is None or knee.inconclusive:
        return _Said(Kept.UNKNOWN, knee.inconclusive if knee else "no knee was looked for")
    if knee.highest_per_s < limit and not knee.lowest_bad_per_s:
        return _Said(Kept.UNKNOWN, f"{rate(knee.highest_per_s)} held; no more was tried")
    return _Said(_kept(knee.highest_per_s >= limit), f"{rate(knee.highest_per_s)} held")


def _neighbour(limit: float, facts: Facts) -> _Said:
    fair = next(iter(facts.each(LoadFairness)), None)
    if fair is None or fair.void:
        return _Said(Kept.UNKNOWN, fair.void if fair else "no noisy user was tried")
    grown = ratio(fair.beside, fair.calm)
    if grown is None:
        return _Said(Kept.UNKNOWN, "too few answers for a 95th percentile")
    return _Said(_kept(grown <= limit), f"the others' p95 grew to {written_times(grown)}")


def _route_lines(budget: Budget, run: LoadRun | None, facts: Facts) -> Iterator[Demand]:
    phase = _phase(budget, run)
    routes = {route.subject: route for route in facts.each(RouteTimings)}
    for missing in budget.routes.keys() - routes.keys():
        known = ", ".join(list(routes)[:6]) or "none"
        why = f"the run has no such route; it has {known}"
        yield Demand(GROUP, f"{missing}", Kept.UNKNOWN, why)
    for route in routes.values():
        for key, limit in budget.of(route.subject, route.kind).items():
            said = (
                _Said(Kept.UNKNOWN, phase)
                if isinstance(phase, str)
                else _route_line(key, limit, route, phase, facts)
            )
            if said is not None and not isinstance(phase, str) and key.endswith("_ms"):
                said = _waited(said, phase)
            if said is not None:
                name = f"{route.subject} {key} {_sign(key)} {limit:g}"
                yield Demand(GROUP, name, said.state, said.says)


def _route_line(
    key: str, limit: float, route: RouteTimings, phase: PhaseRun, facts: Facts
) -> _Said | None:
    """Judge one line; None where it says nothing about such a route."""
    if key in STREAMS or key in ("stall_ms", "cut_percent"):
        stream = facts.each(StreamTimings).of(route.subject)
        return _stream_line(key, limit, stream) if stream is not None else None
    if key == "min_cache_hit_percent":
        cache = facts.each(CacheUse).of(route.subject)
        return _cache_line(limit, cache) if cache is not None and cache.repeats else None
    timings = route.phase(phase.name) or PhaseTimings(phase.name)
    if key == "min_requests":
        return _Said(_kept(timings.requests >= limit), f"{timings.requests:,} requests")
    if key == "error_percent":
        return _errors(timings.failed, timings.requests, limit)
    return _time(timings.response, PERCENTILES[key], limit)


def _stream_line(key: str, limit: float, stream: StreamTimings) -> _Said:
    if key == "cut_percent":
        return _errors(stream.cut, stream.streams, limit)
    if key == "stall_ms":
        if not stream.stall.count:
            return _Said(Kept.UNKNOWN, "no stream was read")
        longest = stream.stall.high_us
        return _Said(_kept(longest <= limit * 1e3), f"the longest stall was {duration(longest)}")
    return _time(STREAMS[key](stream), 95.0, limit)


def _cache_line(limit: float, cache: CacheUse) -> _Said:
    hits = f"{share(cache.hits, cache.repeats)} of {cache.repeats:,} repeats came from a cache"
    if not cache.hits and not cache.misses:
        return _Said(Kept.UNKNOWN, "no answer says whether it came from a cache")
    return _Said(_kept(100 * cache.hits / cache.repeats >= limit), hits)


def _time(spread: Spread, percent: float, limit_ms: float) -> _Said:
    """Too few answers cannot show that a limit is kept; they may be enough to show it broken."""
    measured = percentile_us(spread, percent)
    if measured is None:
        return _Said(Kept.UNKNOWN, "nothing was answered")
    needed = NEEDED[percent]
    if spread.count < needed:
        slow = sum(count for us, count in times(spread) if us > limit_ms * 1e3)
        if at_least(slow, spread.count) > 1 - percent / 100:
            return _Said(Kept.BROKEN, f"{slow:,} of {spread.count:,} answers took longer")
        return _Said(Kept.UNKNOWN, f"{spread.count:,} answers; p{percent:g} takes {needed:,}")
    said = f"p{percent:g} is {duration(measured)} ({spread.count:,} answers)"
    return _Said(_kept(measured <= limit_ms * 1e3), said)


def _errors(failed: int, asked: int, limit: float) -> _Said:
    said = f"{failed:,} of {asked:,} failed ({share(failed, asked)})"
    allowed = limit / 100
    if not asked:
        return _Said(Kept.UNKNOWN, "nothing was asked")
    if allowed and at_most(0, asked) > allowed and at_least(failed, asked) <= allowed:
        return _Said(Kept.UNKNOWN, f"{said}: too few requests for a limit of {limit:g} %")
    return _Said(_kept(failed <= allowed * asked), said)


def _waited(said: _Said, phase: PhaseRun) -> _Said:
    """No time is kept where users wait for their answers: the worst of them are missed."""
    if phase.law != CLOSED or said.state is not Kept.KEPT:
        return said
    return _Said(Kept.UNKNOWN, f"{said.says}, but a closed loop hides what visitors wait")


def _kept(holds: object) -> Kept:
    return Kept.KEPT if holds else Kept.BROKEN


def _sign(key: str) -> str:
    return ">=" if key.startswith("min_") else "<="
