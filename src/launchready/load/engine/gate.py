"""Why a phase may not be judged: the generator must not blame the target for its own faults."""

from __future__ import annotations

from launchready.derive.load.histogram import Histogram, percentile_us
from launchready.load.tally import Tally

_LATE_US = 5_000
_LATE_SHARE = 0.1
"""Of the 95th percentile of the response times: what is late by less changes no verdict."""
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


def _too_late(tally: Tally) -> str:
    late = percentile_us(tally.lateness.spread(), 99) or 0
    if late <= _LATE_US:
        return ""
    response = Histogram()
    for route in tally.routes.values():
        response.add(route.response)
    allowed = max(_LATE_US, _LATE_SHARE * (percentile_us(response.spread(), 95) or 0))
    if late <= allowed:
        return ""
    return (
        f"this machine was too busy: 1 % of the journeys began {late / 1e3:.0f} ms late or more, "
        f"{allowed / 1e3:.0f} ms are tolerable"
    )
