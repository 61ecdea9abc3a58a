"""What a load run measured, as tables."""

from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.histogram import percentile_us
from launchready.facts.base import Facts
from launchready.facts.load import LoadRun, PhaseRun, PhaseTimings, RouteTimings
from launchready.load.telling.experiment_figures import experiment_tables
from launchready.load.telling.reading import (
    duration,
    faults,
    main_phase,
    percentile,
    rate,
    ratio,
    sending_s,
    share,
)
from launchready.load.telling.reading import times as written_times
from launchready.report.view import Table

MOST_ROUTES = 60


def tables(facts: Facts) -> tuple[Table, ...]:
    """Return the tables of a load run, the most important first."""
    run = next(iter(facts.each(LoadRun)), None)
    routes = tuple(facts.each(RouteTimings))
    found: list[Table] = []
    if run is not None and run.phases:
        main = main_phase(run)
        if main is not None:
            found += _routes(main, routes)
        found += _side_by_side(run, routes)
        found += _failures(run, routes)
    found += experiment_tables(facts)
    if run is not None and any(phase.arrivals or phase.requests for phase in run.phases):
        found.append(_sent(run))
        found += _workers(run)
    return tuple(found)


def _slowest_first(phase: str, routes: tuple[RouteTimings, ...]) -> list[RouteTimings]:
    def p95(route: RouteTimings) -> int:
        timings = route.phase(phase)
        return percentile_us(timings.response, 95) or 0 if timings else 0

    return sorted(routes, key=p95, reverse=True)[:MOST_ROUTES]


def _routes(phase: PhaseRun, routes: tuple[RouteTimings, ...]) -> Iterator[Table]:
    rows = []
    for route in _slowest_first(phase.name, routes):
        timings = route.phase(phase.name)
        if timings is not None and timings.requests:
            rows.append((route.subject, route.kind.value, *_timings(timings)))
    if not rows:
        return
    void = f" Nothing may be judged by this phase: {phase.void}." if phase.void else ""
    yield Table(
        f"Response times in the phase {phase.name!r}",
        ("route", "kind", "requests", "p50", "p95", "p99", "slowest", "server p95", "failed"),
        tuple(rows),
        "From the moment a request was due, so that waiting for a slow answer counts; successes "
        "only. 'server p95' counts from when it was sent. p99 takes 1,000 samples, p95 takes 60; "
        f"- stands where there are fewer.{void}",
    )


def _timings(timings: PhaseTimings) -> tuple[str, ...]:
    spread = timings.response
    return (
        f"{timings.requests:,}",
        duration(percentile(spread, 50)),
        duration(percentile(spread, 95)),
        duration(percentile(spread, 99)),
        duration(spread.high_us if spread.count else None),
        duration(percentile(timings.service, 95)),
        share(timings.failed, timings.requests),
    )


def _side_by_side(run: LoadRun, routes: tuple[RouteTimings, ...]) -> Iterator[Table]:
    """Compare the phases where there are several, each against the first."""
    phases = [one for one in run.phases if one.requests]
    if len(phases) <= 1:
        return
    first = phases[0]
    rows = []
    for route in _slowest_first(phases[-1].name, routes):
        base = route.phase(first.name)
        cells = [duration(percentile(base.response, 95)) if base else "-"]
        for phase in phases[1:]:
            there = route.phase(phase.name)
            cells.append(duration(percentile(there.response, 95)) if there else "-")
            grown = ratio(there.response, base.response) if there and base else None
            cells.append("-" if grown is None else written_times(grown))
            cells.append(share(there.failed, there.requests) if there else "-")
        rows.append((route.subject, *cells))
    head = ["route", f"{first.name} p95"]
    for phase in phases[1:]:
        head += [f"{phase.name} p95", f"of {first.name}", f"{phase.name} failed"]
    if rows:
        yield Table("The phases side by side", tuple(head), tuple(rows))


def _failures(run: LoadRun, routes: tuple[RouteTimings, ...]) -> Iterator[Table]:
    rows = []
    for phase in run.phases:
        for route in routes:
            timings = route.phase(phase.name)
            if timings is None or not timings.failed:
                continue
            asked = f"{timings.retry_after:,}" if timings.retry_after else "-"
            rows.append(
                (
                    route.subject,
                    phase.name,
                    f"{timings.failed:,}",
                    share(timings.failed, timings.requests),
                    asked,
                    faults(timings.faults),
                )
            )
    if rows:
        yield Table(
            "Failures by kind",
            ("route", "phase", "failed", "of requests", "Retry-After", "why"),
            tuple(rows[:MOST_ROUTES]),
            "A failure's time is in no percentile.",
        )


def _sent(run: LoadRun) -> Table:
    rows = tuple(
        (
            phase.name,
            phase.law,
            rate(phase.asked_per_s) if phase.asked_per_s else "-",
            rate(phase.arrivals / sending_s(phase)) if phase.seconds else "-",
            f"{phase.seconds:,.0f} s",
            f"{phase.requests:,}",
            f"{phase.dropped:,}",
            duration(percentile_us(phase.lateness, 99)),
            f"{100 * phase.cpu_share:.0f} %",
            "VOID" if phase.void else "honest",
        )
        for phase in run.phases
    )
    return Table(
        "What was sent, and how honest the generator was",
        (
            "phase",
            "arrivals",
            "asked",
            "sent",
            "for",
            "requests",
            "dropped",
            "late p99",
            "CPU",
            "verdict",
        ),
        rows,
        "Journeys are begun by the clock, whether or not earlier ones are done. 'late p99': 99 of "
        "100 journeys began no later than that after their moment. A phase whose generator was "
        "late is void: it proves nothing about the product.",
    )


def _workers(run: LoadRun) -> Iterator[Table]:
    if run.workers:
        yield Table(
            "Workers that made the load",
            ("worker", "share", "arrivals", "clock off by", "state"),
            tuple(
                (
                    worker.name,
                    share(worker.share, 1.0),
                    f"{worker.arrivals:,}",
                    f"{round(worker.clock_offset_ms, 1) + 0.0:.1f} ms",
                    f"lost: {worker.died}" if worker.died else "reported to the end",
                )
                for worker in run.workers
            ),
        )
