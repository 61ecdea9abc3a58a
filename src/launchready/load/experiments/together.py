"""Journeys that wait for each other, so that several people do one thing in the same moment."""

from __future__ import annotations

import time
import types
from collections.abc import Generator
from dataclasses import dataclass

from launchready.facts.product import RouteKind
from launchready.load.journey import Answer, Journey, Pause, Step, User

POLL_S = 0.01
LEAD_S = 0.03
"""Between the last one's coming and the moment all begin."""
PATIENCE_S = 60.0
THINK_S = 0.2
"""Longer times to think are cut to this: nobody watches."""


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


def together(journey: Journey, kind: RouteKind, gate: Gate | None) -> Journey:
    """Return the journey, hurried, that waits at the gate before its first request of this kind."""

    async def hurried(user: User) -> None:
        inner = journey(user)
        answer: Answer | None = None
        waiting = gate is not None
        try:
            while True:
                try:
                    item = inner.send(answer)
                except StopIteration:
                    return
                if gate is not None and waiting and _is(item, kind):
                    waiting = False
                    await gate.enter()
                if isinstance(item, Pause):
                    item = Pause(min(item.seconds, THINK_S))
                answer = await hand_over(item)
        finally:
            inner.close()
            if gate is not None and waiting:
                gate.gone += 1

    return hurried


def _is(item: object, kind: RouteKind) -> bool:
    return isinstance(item, Step) and item.target.kind is kind


@types.coroutine
def hand_over(item: Step | Pause) -> Generator[Step | Pause, Answer | None, Answer | None]:
    """Hand a step or a pause of an inner journey to the engine, and take what comes back."""
    return (yield item)
