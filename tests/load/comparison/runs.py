"""Runs to compare."""

from __future__ import annotations

from typing import Any

from tests.load import samples

from launchready.facts.base import Facts
from launchready.facts.load import Fault, PhaseTimings, RouteTimings

NAMES = ("before", "after")


def measured(median_ms: float, count: int = 2000, *faults: tuple[Fault, int], **more: Any) -> Facts:
    run = samples.a_run(phases=(samples.phase("load", 20, 60, median_ms, **more),))
    timings = PhaseTimings("load", samples.spread(median_ms, count), requests=count, faults=faults)
    return samples.facts_of(run, RouteTimings("checkout", phases=(timings,)))
