"""Quick reads, alone and beside slow uploads that go on all the time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from launchready.derive.load.histogram import merged
from launchready.derive.load.scope import avoided, has_none
from launchready.facts.base import PRODUCT, Absent, Unmeasured
from launchready.facts.crowd import UploadBeside
from launchready.facts.load import Spread
from launchready.facts.product import RouteKind
from launchready.load.experiments.plain import load_phase
from launchready.load.experiments.slow import SLOW_S, slowly
from launchready.load.experiments.stage import Stage
from launchready.load.experiments.trial import Trial
from launchready.load.journey import Answer, Journey, Target
from launchready.load.phase import Law
from launchready.load.tally import Tally
from launchready.load.trouble import LoadError

UPLOADERS = 3
BREATH_S = 0.2
READS = 75
"""Quick reads that each half is judged by."""
SHORTEST_S, LONGEST_S = 2.0, 20.0
QUICK = (RouteKind.PAGE, RouteKind.READ, RouteKind.SEARCH, RouteKind.HEALTH, RouteKind.ASSET)


async def upload_beside(
    stage: Stage, trial: Trial, rate: float
) -> list[UploadBeside | Absent | Unmeasured]:
    """Measure quick reads alone, then beside uploads, for each upload of the scenario."""
    uploads = [one for one in stage.scenario.targets if one.kind is RouteKind.UPLOAD]
    if not uploads:
        product = stage.order.product
        place, said = avoided(product, RouteKind.UPLOAD) or (PRODUCT, "the scenario has no upload")
        gap = Absent if has_none(product, RouteKind.UPLOAD) else Unmeasured
        return [gap(UploadBeside, place, said)]
    return [await _of(stage, trial, one, rate) for one in uploads]


async def _of(stage: Stage, trial: Trial, target: Target, rate: float) -> UploadBeside | Unmeasured:
    carrier = next((one for one in trial.parts if target.name in one.routes), None)
    quick = {one.name for one in stage.scenario.targets if one.kind in QUICK}
    parts = tuple(
        one.part
        for one in trial.parts
        if target.name not in one.routes and one.routes and one.routes <= quick
    )
    if stage.over:
        return Unmeasured(UploadBeside, target.name, f"the run was stopped: {stage.over}")
    if carrier is None or not parts:
        missing = "came to it in a trial" if carrier is None else "has nothing but quick reads"
        return Unmeasured(UploadBeside, target.name, f"no journey of the scenario {missing}")
    seconds = min(max(READS / rate, SHORTEST_S), LONGEST_S)
    phase = replace(load_phase(stage.order, "reads", seconds, rate), law=Law.POISSON)
    reads = replace(stage.scenario, parts=parts)
    alone = await stage.run(phase, "quick reads alone", scenario=reads)
    answers: list[Answer] = []
    uploads = slowly(carrier.part.journey, stage.lines, stage.order.limits, answers.append)
    async with _going_on(stage, uploads):
        beside = await stage.run(phase, "quick reads beside slow uploads", scenario=reads)
    return UploadBeside(
        target.name,
        len(answers),
        sum(1 for one in answers if not one.ok),
        _reads(alone.tally),
        _reads(beside.tally),
        alone.void or beside.void or _unproven(stage, answers),
    )


@asynccontextmanager
async def _going_on(stage: Stage, journey: Journey) -> AsyncIterator[None]:
    """Let some people upload all the time; in the end let them finish what they began."""
    ending = asyncio.Event()

    async def again_and_again(number: int) -> None:
        while not ending.is_set() and not stage.over:
            await stage.once(journey, stage.scenario.new_user(number))
            await asyncio.sleep(BREATH_S)

    tasks = [asyncio.create_task(again_and_again(number)) for number in range(UPLOADERS)]
    try:
        await asyncio.sleep(BREATH_S)
        yield
        ending.set()
        await asyncio.wait(tasks, timeout=2 * SLOW_S)
    finally:
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
    for one in ended:
        if isinstance(one, LoadError):
            raise one


def _unproven(stage: Stage, answers: list[Answer]) -> str:
    return stage.over or ("" if answers else "no upload ended")


def _reads(tally: Tally) -> Spread:
    return merged(route.response.spread() for route in tally.routes.values())
