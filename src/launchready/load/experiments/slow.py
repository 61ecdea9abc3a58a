"""Uploads as phones on bad networks make them: little by little."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

from launchready.facts.product import RouteKind
from launchready.load.engine import blame
from launchready.load.engine.heard import Heard, marks_of, values
from launchready.load.engine.lines import Lines
from launchready.load.experiments.relay import hand_over, hurried, relay
from launchready.load.journey import Answer, Journey, Pause, Step, User
from launchready.net.failure import Failure
from launchready.net.http.limits import Limits

SLOW_S = 3.0
"""How long the body of one upload takes."""
PIECES = 30


def slowly(
    journey: Journey, lines: Lines, limits: Limits, told: Callable[[Answer], None]
) -> Journey:
    """Return the journey, hurried, whose uploads take their time; `told` hears how each ended."""

    async def meet(item: Step | Pause) -> Answer | None:
        if not isinstance(item, Step) or item.target.kind is not RouteKind.UPLOAD:
            return await hand_over(item)
        task = asyncio.ensure_future(upload(lines, item, limits, SLOW_S))
        try:
            answer = await task
        finally:
            task.cancel()
        told(answer)
        return answer

    async def slow(user: User) -> None:
        await relay(hurried(journey)(user), meet)

    return slow


async def upload(lines: Lines, step: Step, limits: Limits, seconds: float) -> Answer:
    """Make one upload over a connection of its own. Raises `LoadError` for a host not allowed."""
    try:
        way = lines.way(step)
        connection = await lines.dial(way.desk.origin)
    except Failure as failure:
        fault, why = blame.of_opening(failure)
        return Answer(fault=fault, why=why)
    message = way.message(step)
    start = len(message) - len(step.body)
    patient = replace(
        limits, first_byte_s=limits.first_byte_s + seconds, total_s=limits.total_s + seconds
    )
    try:
        over = connection.exchange(message[:start], patient, bodiless=way.bodiless)
        length = max(1, -(-len(step.body) // PIECES))
        places = range(start, len(message), length)
        for place in places:
            if over.done():
                break
            await asyncio.wait({over}, timeout=seconds / len(places))
            connection.more(message[place : place + length])
        await over
        reading = connection.reading
        answer = Heard(
            reading.status, reading.pairs, reading.chunks, marks_of(reading.pairs), limits
        )
        if reading.headed:
            step.user.jar.store(way.url.text, values(reading.pairs, b"set-cookie"))
        whole = reading.complete
        answer.fault, answer.why = (
            blame.of_answer(step, answer) if whole else blame.of_cut(connection)
        )
    finally:
        connection.abort()
    return answer
