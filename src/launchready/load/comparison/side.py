"""One of two runs that are compared: its main phase, and what its routes did in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from launchready.facts.base import Facts
from launchready.facts.load import LoadRun, PhaseRun, PhaseTimings, RouteTimings
from launchready.load.telling.reading import main_phase


@dataclass(frozen=True, slots=True)
class Side:
    """What one run gives to a comparison."""

    run: LoadRun = field(default_factory=LoadRun)
    phase: PhaseRun | None = None
    routes: dict[str, RouteTimings] = field(default_factory=dict)
    wrong: str = ""
    """Why it can be compared with nothing; empty: it can."""

    def at(self, name: str) -> PhaseTimings:
        """Return what a route did in the main phase."""
        phase = self.phase.name if self.phase is not None else ""
        route = self.routes.get(name)
        found = route.phase(phase) if route is not None else None
        return found or PhaseTimings(phase)


def side_of(facts: Facts) -> Side:
    """Return what a run gives to a comparison."""
    run = next(iter(facts.each(LoadRun)), None)
    if run is None:
        return Side(wrong="one of the two holds no load run")
    phase = main_phase(run)
    if phase is None:
        return Side(run, wrong="one of the two has no phase under load")
    routes = {
        route.subject: route
        for route in facts.each(RouteTimings)
        if (timings := route.phase(phase.name)) is not None and timings.requests
    }
    wrong = f"the phase {phase.name!r} of one run is void: {phase.void}" if phase.void else ""
    return Side(run, phase, routes, wrong)
