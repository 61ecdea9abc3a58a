"""Why a phase may not be judged: the generator must not blame the target for its own faults."""

from __future__ import annotations

from launchready.derive.load.histogram import Histogram, percentile_us
from launchready.load.tally import Tally

_LATE_US = 5_000
_LATE_SHARE = 0.1
"""Of the 95th percentile of the response times: what is late by less changes no verdict."""
_FEW, _MANY = 20, 100
"""Journeys from which on one late one, and from which on one in a hundred, changes no verdict."""
_DROPPED_SHARE = 0.01
_BEGUN_SHARE = 0.99


def void_of(tally: Tally) -> str:
    """Return why nothing may be judged by a phase, in one sentence; empty: it counts."""
    return tally.void or _too_few(tally) or _too_late(tally)


def _too_few(tally: Tally) -> str:
    if not tally.arrivals:
        return "nothing was sent"
    if tally.dropped > _DROPPED_SHARE * tally.arrivals:
        return (
            f"{tally.dropped} of {tally.arrivals} journeys were not begun, "
            "because too many were under way"
        )
    if tally.begun < _BEGUN_SHARE * tally.arrivals:
        return f"only {tally.begun} of {tally.arrivals} journeys were begun"
    return ""


def late_percent(journeys: int) -> float:
    """Return the percentile of their lateness that has to be small: the 99th.

    Of fewer than 100 it would be the latest one. One late journey of 20 or more cannot move their
    95th percentile, which leaves out one itself, so it is left out here too.
    """
    return 100 * (journeys - 1.5) / journeys if _FEW <= journeys < _MANY else 99.0


def _those(journeys: int) -> str:
    if journeys >= _MANY:
        return "1 % of the journeys"
    return f"two of {journeys} journeys" if journeys >= _FEW else f"one of {journeys} journeys"


def _too_late(tally: Tally) -> str:
    lateness = tally.lateness.spread()
    late = percentile_us(lateness, late_percent(lateness.count)) or 0
    if late <= _LATE_US:
        return ""
    response = Histogram()
    for route in tally.routes.values():
        response.add(route.response)
    allowed = max(_LATE_US, _LATE_SHARE * (percentile_us(response.spread(), 95) or 0))
    if late <= allowed:
        return ""
    return (
        f"this machine was too busy: {_those(lateness.count)} began {late / 1e3:.0f} ms late or "
        f"more, {allowed / 1e3:.0f} ms are tolerable"
    )
