"""What was measured under load, in the words of findings."""

from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.load.failures import failures
from launchready.derive.load.histogram import percentile_us
from launchready.derive.load.percent import NEEDED
from launchready.facts.load import LoadRun, PhaseRun, PhaseTimings, RouteTimings, Spread
from launchready.model.profile import Threshold, Unit, plain_number

FEWEST = {percent: NEEDED[percent] for percent in (50, 95, 99)}
"""Answers below which a percentile says nothing."""
_LONGEST = 200
_SECOND = 1_000_000
_FINE = 10_000
_MANY = 100


def span(us: float) -> str:
    """Write a time as people say it: `8.4 ms`, `410 ms`, `2.4 s`."""
    if us < _FINE:
        return f"{us / 1e3:.1f} ms"
    if us < _SECOND - 500:
        return f"{us / 1e3:.0f} ms"
    return f"{us / 1e6:.1f} s" if us < _MANY * _SECOND else f"{us / 1e6:,.0f} s"


def pace(per_s: float) -> str:
    """Write a rate: `0.25/s`, `8.5/s`, `1,200/s`."""
    return f"{round(per_s, 2 if per_s < _MANY else 0):,.10g}/s"


def limit(value: float, threshold: Threshold) -> str:
    """Write a number of a threshold: `500 ms`, `2.5 s`, `1 %`."""
    if threshold.unit is Unit.MILLISECONDS and value >= _SECOND / 1e3:
        return f"{value / 1e3:g} s"
    number = f"{value:,.0f}" if value >= _MANY else plain_number(value)
    unit = {Unit.PERCENT: " %", Unit.COUNT: ""}.get(threshold.unit, f" {threshold.unit}")
    return f"{number}{unit}"


def waited(spread: Spread, what: str) -> str:
    """Say how long people waited, without a full stop; few of them are told one by one."""
    half = percentile_us(spread, 50) or 0
    if spread.count < FEWEST[95]:
        return (
            f"Half of {spread.count} visitors waited {span(half)} or longer for {what}, the last of"
            f" them {span(spread.high_us)}"
        )
    slow = percentile_us(spread, 95) or 0
    return (
        f"Half of the visitors waited {span(half)} or longer for {what}, one in twenty"
        f" {span(slow)} or longer"
    )


def slower(before: Spread, after: Spread) -> str:
    """Say how much longer one in twenty waits, without a full stop."""
    early, late = percentile_us(before, 95) or 0, percentile_us(after, 95) or 0
    times = late / max(early, 1)
    much = f"{times:,.{1 if times < _MANY else 0}f} times as slow"
    if min(before.count, after.count) < FEWEST[95]:
        return f"{much}: before, {halves(before)}; then, {halves(after)}"
    return (
        f"{much}: one visitor in twenty waited {span(early)} or longer before, and {span(late)} or"
        " longer then"
    )


def halves(spread: Spread) -> str:
    """Tell a few one by one, as `waited` does."""
    half = percentile_us(spread, 50) or 0
    return (
        f"half of {spread.count:,} visitors waited {span(half)} or longer, the last of them"
        f" {span(spread.high_us)}"
    )


def percentiles(spread: Spread) -> str:
    """Write what is known of a spread: `640 answers, p50 410 ms, p95 2.4 s`."""
    known = (
        f"p{percent} {span(percentile_us(spread, percent) or 0)}"
        for percent, fewest in FEWEST.items()
        if spread.count >= fewest
    )
    return ", ".join((f"{spread.count:,} answers", *known))


def traffic(phase: PhaseRun) -> str:
    """Write a phase: `load, poisson 12/s`."""
    if not phase.asked_per_s:
        return f"{phase.name}, {phase.users} users in a closed loop"
    return f"{phase.name}, {phase.law} {pace(phase.asked_per_s)}"


def seen(phase: PhaseRun, timings: PhaseTimings) -> str:
    """Write what one route did in one phase, as evidence."""
    lost = failures(timings)
    failed = f"; {timings.requests:,} sent, failed: {lost.words()}" if timings.failed else ""
    return f"{traffic(phase)}: {percentiles(timings.response)}{failed}"[:_LONGEST]


def proof(run: LoadRun, route: RouteTimings, *names: str) -> tuple[str, ...]:
    """Return what a route did in each of these phases, and its address, as evidence."""
    return (*_phases(run, route, names), f"{route.method} {route.url}"[:_LONGEST])


def _phases(run: LoadRun, route: RouteTimings, names: tuple[str, ...]) -> Iterator[str]:
    for name in dict.fromkeys(names):
        phase, timings = run.phase(name), route.phase(name)
        if phase is not None and timings is not None and not phase.void:
            yield seen(phase, timings)
