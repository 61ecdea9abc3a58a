"""Run the collectors that some check needs, all at once, within one deadline."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from launchready.collect.collector import Collector, NotThere
from launchready.collect.look import Look
from launchready.engine.broken import broken
from launchready.facts.base import PRODUCT, Absent, Fact, Facts, Sighting, Unmeasured
from launchready.net.failure import Failure

Progress = Callable[[int, int], None]
"""Called with how many sightings are done, and of how many."""


async def gather(
    collectors: Iterable[Collector],
    look: Look,
    *,
    seconds: float = 30.0,
    progress: Progress | None = None,
) -> Facts:
    """Collect everything; what is not there at the deadline is unmeasured.

    Never raises for what a target does.
    """
    collectors = tuple(collectors)
    facts = Facts([Sighting(look.product, look.at), Sighting(look.run, look.at)])
    for one in collectors:
        if not tuple(one.subjects(look.product)):
            facts.add(Sighting(Absent(one.kind, PRODUCT, one.none), look.at))
    jobs = {
        asyncio.ensure_future(_sight(one, look, subject)): (one.kind, subject)
        for one in collectors
        for subject in one.subjects(look.product)
    }
    try:
        await _wait(set(jobs), seconds, progress)
    finally:
        # At the deadline, and when the audit itself is cancelled: nobody looks on unwatched.
        late = [job for job in jobs if job.cancel()]
        if late:
            await asyncio.wait(late)
    # In the order they were asked for, so that two runs read alike.
    for job, (kind, subject) in jobs.items():
        facts.add(_taken(job, kind, subject, seconds))
    return facts


async def _wait(
    waiting: set[asyncio.Task[Sighting]], seconds: float, progress: Progress | None
) -> None:
    """Wait until all is seen or the time is up."""
    total = len(waiting)
    deadline = asyncio.get_running_loop().time() + seconds
    while waiting:
        left = deadline - asyncio.get_running_loop().time()
        finished, waiting = await asyncio.wait(
            waiting, timeout=max(0.0, left), return_when=asyncio.FIRST_COMPLETED
        )
        if not finished:
            return
        if progress is not None:
            progress(total - len(waiting), total)


def _taken(job: asyncio.Task[Sighting], kind: type[Fact], subject: str, seconds: float) -> Sighting:
    if job.cancelled():
        why = f"the time limit of {seconds:g} s was reached"
        return Sighting(Unmeasured(kind, subject, why), datetime.now(UTC))
    return job.result()


async def _sight(one: Collector, look: Look, subject: str) -> Sighting:
    what: Fact | Absent | Unmeasured
    try:
        what = await one.collect(look, subject)
    except NotThere as reason:
        what = Absent(one.kind, subject, str(reason))
    except Failure as failure:
        what = Unmeasured(one.kind, subject, str(failure))
    except Exception as error:  # noqa: BLE001 - one broken collector must not hide the others
        what = Unmeasured(one.kind, subject, f"the collector itself broke: {broken(error)}")
    return Sighting(what, datetime.now(UTC))
