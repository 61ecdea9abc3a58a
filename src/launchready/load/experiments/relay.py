"""Journeys inside journeys: what the inner one awaits passes by, and may be changed."""

from __future__ import annotations

import types
from collections.abc import Awaitable, Callable, Coroutine, Generator
from dataclasses import replace
from typing import Any

from launchready.load.journey import Answer, Journey, Pause, Scenario, Step, User

THINK_S = 0.2
"""Longer times to think are cut to this where only the number of requests matters."""

Meet = Callable[[Step | Pause], Awaitable[Answer | None]]
"""Does what the inner journey awaits, and returns what it gets for it."""


async def relay(inner: Coroutine[Any, Any, None], meet: Meet) -> None:
    """Drive a journey from within another one."""
    answer: Answer | None = None
    try:
        while True:
            try:
                item = inner.send(answer)
            except StopIteration:
                return
            answer = await meet(item)
    finally:
        inner.close()


@types.coroutine
def hand_over(item: Step | Pause) -> Generator[Step | Pause, Answer | None, Answer | None]:
    """Hand what an inner journey awaits to the engine, and take what comes back."""
    return (yield item)


def hurried(journey: Journey, cut: Callable[[float], None] = lambda _: None) -> Journey:
    """Return the journey without long times to think; `cut` is told the seconds left out."""

    async def meet(item: Step | Pause) -> Answer | None:
        if isinstance(item, Pause) and item.seconds > THINK_S:
            cut(item.seconds - THINK_S)
            item = Pause(THINK_S)
        return await hand_over(item)

    async def short(user: User) -> None:
        await relay(journey(user), meet)

    return short


def in_a_hurry(scenario: Scenario) -> Scenario:
    """Return the scenario with all its journeys hurried: as many requests, fewer under way."""
    parts = tuple(replace(part, journey=hurried(part.journey)) for part in scenario.parts)
    return replace(scenario, parts=parts)
