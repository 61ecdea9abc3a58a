"""Quick reads, alone and beside uploads that go on all the time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from launchready.derive.load.histogram import merged
from launchready.facts.base import PRODUCT, Absent, Unmeasured
from launchready.facts.load import Spread, UploadBeside
from launchready.facts.product import RouteKind
from launchready.load.experiments.plain import load_phase
from launchready.load.experiments.stage import Ran, Stage
from launchready.load.experiments.together import together
from launchready.load.experiments.trial import Trial
from launchready.load.journey import Part, Scenario, Target
from launchready.load.phase import Law, Phase
from launchready.load.tally import Tally

UPLOADERS = 3
READS = 75
"""Quick reads that each half is judged by."""
SHORTEST_S, LONGEST_S = 2.0, 20.0
QUICK = (RouteKind.PAGE, RouteKind.READ, RouteKind.SEARCH, RouteKind.HEALTH, RouteKind.ASSET)


@dataclass(frozen=True, slots=True)
class _Halves:
    """Who reads, who uploads, and how."""

    reads: Scenario
    uploads: Scenario
    phase: Phase


async def upload_beside(
    stage: Stage, trial: Trial, rate: float
) -> list[UploadBeside | Absent | Unmeasured]:
    """Measure quick reads alone, then beside uploads, for each upload of the scenario."""
    uploads = [one for one in stage.scenario.targets if one.kind is RouteKind.UPLOAD]
    if not uploads:
        return [Absent(UploadBeside, PRODUCT, "the scenario has no upload")]
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
    journey = together(carrier.part.journey, RouteKind.UPLOAD, None)
    halves = _Halves(
        replace(stage.scenario, parts=parts),
        replace(stage.scenario, parts=(Part(carrier.part.name, journey),)),
        phase,
    )
    alone = await stage.run(phase, "quick reads alone", scenario=halves.reads)
    beside, uploads = await _beside(stage, halves)
    route = uploads.routes.get(target.name)
    return UploadBeside(
        target.name,
        route.requests if route is not None else 0,
        route.faults.total() if route is not None else 0,
        _reads(alone.tally),
        _reads(beside.tally),
        alone.void or beside.void or stage.over,
    )


async def _beside(stage: Stage, halves: _Halves) -> tuple[Ran, Tally]:
    closed = replace(
        halves.phase, name="uploads", law=Law.CLOSED, rate_per_s=0.0, users=UPLOADERS, stop_share=1
    )
    made = asyncio.create_task(
        stage.here(halves.uploads, replace(closed, drain_s=2.0), lambda _: None)
    )
    try:
        ran = await stage.run(
            halves.phase, "quick reads beside uploads", tries=1, scenario=halves.reads
        )
    except BaseException:
        made.cancel()
        raise
    return ran, await made


def _reads(tally: Tally) -> Spread:
    return merged(route.response.spread() for route in tally.routes.values())
