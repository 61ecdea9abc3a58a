"""The coroutine that takes a visitor through ready steps."""

from __future__ import annotations

from collections.abc import Callable

from launchready.load.journey import Answer, Journey, Pause, Step, User
from launchready.load.scenario.draw import between
from launchready.load.scenario.ready import MOST_HOPS, Ready
from launchready.load.scenario.template import UnsetError

Begin = Callable[[User], None]
"""Gives a visitor the values of a new journey."""


def course(steps: tuple[Ready, ...], begin: Begin | None = None) -> Journey:
    """Return the journey through steps; it ends at the first that fails."""
    marked = tuple(enumerate(steps))

    async def journey(user: User) -> None:
        if begin is not None:
            begin(user)
        for place, ready in marked:
            if (ready.if_set or ready.unless_set) and not ready.applies(user):
                continue
            low, high = ready.think
            for turn in range(ready.repeat):
                if high > 0:
                    salt = (place << 10) + turn
                    await Pause(between(low, high, user.number, user.journey, salt))
                step = ready.step(user, turn)
                answer = await step
                if ready.follow:
                    answer = await _followed(ready, step, answer, turn)
                if answer.fault is not None:
                    return

    return journey


def with_last(first: Journey, last: tuple[Ready, ...]) -> Journey:
    """Return a journey that ends with `last`, whatever became of the rest."""
    clean = cleaning(last)
    names = tuple({ready.if_set for ready in last} - {""})

    async def journey(user: User) -> None:
        for name in names:
            user.variables.pop(name, None)
        await first(user)
        await clean(user)

    return journey


def cleaning(steps: tuple[Ready, ...], begin: Begin | None = None) -> Journey:
    """Return the journey that cleans up: no failure ends it; steps without values are left out."""

    async def journey(user: User) -> None:
        if begin is not None:
            begin(user)
        for ready in steps:
            if not ready.applies(user):
                continue
            for turn in range(ready.repeat):
                try:
                    step = ready.step(user, turn)
                except UnsetError:
                    break
                answer = await step
                if ready.follow:
                    await _followed(ready, step, answer, turn)

    return journey


async def _followed(ready: Ready, step: Step, answer: Answer, turn: int) -> Answer:
    for left in reversed(range(MOST_HOPS)):
        if answer.fault is not None:
            break
        following = ready.next_hop(step, answer, turn, left)
        if following is None:
            break
        step = following
        answer = await step
    return answer
