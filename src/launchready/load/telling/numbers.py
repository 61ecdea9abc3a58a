"""What each route did in each phase, as numbers for programs."""

from __future__ import annotations

from collections.abc import Iterator

from launchready.facts.base import Facts
from launchready.facts.load import PhaseTimings, RouteTimings, Spread
from launchready.load.telling.reading import percentile
from launchready.report.view import RouteNumbers


def route_numbers(facts: Facts) -> tuple[RouteNumbers, ...]:
    """Return a row for each route and phase that it was asked in; times in milliseconds."""
    return tuple(
        row for route in facts.each(RouteTimings) for row in _phases(route.subject, route.phases)
    )


def _phases(name: str, phases: tuple[PhaseTimings, ...]) -> Iterator[RouteNumbers]:
    for one in phases:
        if one.requests:
            spread = one.response
            yield RouteNumbers(
                name,
                one.phase,
                one.requests,
                spread.count,
                one.failed,
                _ms(spread, 50),
                _ms(spread, 95),
                _ms(spread, 99),
                spread.high_us / 1e3 if spread.count else None,
            )


def _ms(spread: Spread, percent: float) -> float | None:
    us = percentile(spread, percent)
    return None if us is None else us / 1e3
