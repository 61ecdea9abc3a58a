"""Journeys that wait for each other, so that several people do one thing in the same moment."""

from __future__ import annotations

import time
from dataclasses import dataclass

from launchready.facts.product import RouteKind
from launchready.load.experiments.relay import hand_over, hurried, relay
from launchready.load.journey import Answer, Journey, Pause, Step, User

POLL_S = 0.01
LEAD_S = 0.03
"""Between the last one's coming and the moment all begin."""
PATIENCE_S = 60.0


@dataclass(slots=True)
class Gate:
    """Where people wait until all of them have come."""

    people: int
    come: int = 0
    gone: int = 0
    """Who ended before they came here."""
    opens: float = 0.0
    """When all begin, `time.perf_counter` seconds; 0: not all have come."""

    async def enter(self) -> None:
        """Wait for the others. A journey awaits it."""
        self.come += 1
        until = time.perf_counter() + PATIENCE_S
        while not self.opens:
            now = time.perf_counter()
            if self.come + self.gone >= self.people or now > until:
                self.opens = now + LEAD_S
            else:
                await Pause(POLL_S)
        wait = self.opens - time.perf_counter()
        if wait > 0:
            await Pause(wait)


def together(journey: Journey, kind: RouteKind, gate: Gate) -> Journey:
    """Return the journey, hurried, that waits at the gate before its first request of this kind."""

    async def gated(user: User) -> None:
        waiting = True

        async def meet(item: Step | Pause) -> Answer | None:
            nonlocal waiting
            if waiting and isinstance(item, Step) and item.target.kind is kind:
                waiting = False
                await gate.enter()
            return await hand_over(item)

        try:
            await relay(hurried(journey)(user), meet)
        finally:
            gate.gone += waiting

    return gated
