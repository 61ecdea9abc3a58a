"""Where an experiment happens: set up before, cleaned up after whatever happened."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from math import sqrt

from launchready.derive.dns.lines import listed
from launchready.derive.mask import mask_line
from launchready.facts.load import LoadRun, PhaseRun
from launchready.facts.product import RouteKind
from launchready.load.engine.gate import void_of
from launchready.load.engine.lines import Lines, open_lines
from launchready.load.engine.run import run_once
from launchready.load.engine.stop import Stop
from launchready.load.experiments.ground import Here, Now, PhaseRunner, Tell, Watch
from launchready.load.journey import Journey, Scenario, User
from launchready.load.order import LoadOrder
from launchready.load.phase import Law, Phase
from launchready.load.tally import Tally
from launchready.load.trouble import LoadError

READS = frozenset({"GET", "HEAD", "OPTIONS"})
MAKES = frozenset(
    {RouteKind.WRITE, RouteKind.SIGNUP, RouteKind.CHECKOUT, RouteKind.UPLOAD, RouteKind.CHAT}
)
"""Kinds of routes whose successes leave something behind."""
REFUSED = 400
ROOM, CHANCE = 1.1, 5.0
"""How far above its ceiling a run may be by chance: a share, and standard deviations."""
CLEANUP_S = 20.0
"""How long cleaning up may take; what is not done by then is said to be left behind."""
TRIES = 3
"""How often a phase is made at most, while the generator is late."""
SHORT_TRIES = 8
"""The same of a short phase, which one hiccup of this machine makes void."""


@dataclass(frozen=True, slots=True)
class Ran:
    """A phase that was made."""

    tally: Tally
    void: str
    """Why nothing may be judged by it; empty: it counts."""


class Stage:
    """One run on its way: what may be sent, by whom, and what was told so far."""

    def __init__(
        self, order: LoadOrder, tell: Tell, stop: Stop, lines: Lines, runner: PhaseRunner | None
    ) -> None:
        self.order = order
        self.stop = stop
        self.lines = lines
        self.here: PhaseRunner = Here(lines, stop)
        """This machine, for what cannot be shared."""
        self.runner = self.here if runner is None else runner
        self.scenario: Scenario = order.scenario
        """As this experiment drives it: its mix and its visitors may differ from the order's."""
        self.phases: list[PhaseRun] = []
        self.tallies: dict[str, Tally] = {}
        """Phases whose routes are kept, by name."""
        self.stopped = ""
        """Why the run ended early, in words; empty: it goes on."""
        self.left_behind = ""
        self.troubles: list[str] = []
        """What went wrong already for one visitor alone, a sentence each."""
        self._tell = tell
        self._made: set[str] = set()

    @property
    def over(self) -> str:
        """Why no more traffic is made; empty: it is."""
        return self.stop.why or self.stopped

    def say(self, words: str) -> None:
        """Tell what happens between phases."""
        self._tell(Now(words))

    async def run(
        self,
        phase: Phase,
        words: str,
        *,
        tries: int = TRIES,
        scenario: Scenario | None = None,
    ) -> Ran:
        """Make one phase; again while the generator is late."""
        for attempt in range(1, tries + 1):
            again = f", attempt {attempt}" if attempt > 1 else ""
            watch = self._watch(f"{words}{again}", phase)
            tally = await self.runner(scenario or self.scenario, phase, watch)
            void = void_of(tally)
            self._note(tally)
            self._heed(tally)
            if not void or tally.stopped or self.over:
                break
            await asyncio.sleep(min(1.0, phase.seconds / 10))
        return Ran(tally, void)

    def keep(self, name: str, tally: Tally, void: str = "") -> None:
        """Keep a phase with its routes under a name that checks know."""
        self.phases.append(replace(tally.run(void), name=name))
        self.tallies[name] = tally
        self.stopped = self.stopped or tally.stopped

    async def once(
        self, journey: Journey, user: User, tally: Tally | None = None, *, most: int = 0
    ) -> str:
        """Make one journey alone, of not many more than `most` requests (0: as many as it wants).

        Return why it failed; empty: it did not.
        """
        tally = Tally(Phase("once", 0.0)) if tally is None else tally
        halted: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        def halt(why: str) -> None:
            if not halted.done():
                halted.set_result(why)

        task = asyncio.ensure_future(run_once(journey, user, self.lines, tally, most=most))
        self.stop.listen(halt)
        try:
            await asyncio.wait({task, halted}, return_when=asyncio.FIRST_COMPLETED)
            return task.result() if task.done() else halted.result()
        finally:
            self.stop.forget(halt)
            self._note(tally)
            self._heed(tally)
            if not task.done():
                task.cancel()
                await asyncio.wait({task})

    def load_run(self, experiment: str) -> LoadRun:
        """Return what is known of the run as a whole."""
        here, elsewhere = self.lines.traffic, self.runner.traffic
        if self.order.law is Law.CLOSED and self.lines.waits.held:
            self.troubles.append(
                f"The ceiling of {self.order.ceiling:,.10g} requests/s held the users up: they "
                "would have asked for more, see --ceiling"
            )
        return LoadRun(
            experiment=experiment,
            scenario=self.order.scenario.name,
            hosts=self.order.scenario.hosts,
            tag=self.order.tag,
            production=self.order.production,
            phases=tuple(self.phases),
            stopped=self.over,
            left_behind=self.left_behind,
            troubles=tuple(self.troubles),
            workers=self.runner.workers,
            requests=here.requests + elsewhere.requests,
            connections=here.connections + elsewhere.connections,
            bytes_in=here.bytes_in + elsewhere.bytes_in,
            asked=self.order.asked,
        )

    def _note(self, tally: Tally) -> None:
        """Remember what made something."""
        for name, route in tally.routes.items():
            target = route.target
            makes = target.kind in MAKES and target.method.upper() not in READS
            if makes and any(status < REFUSED for status in route.statuses):
                self._made.add(name)

    def _heed(self, tally: Tally) -> None:
        """End the run where its scenario made a mistake: nothing can come of what follows."""
        if tally.stopped and tally.stopped == tally.void:
            self.stopped = self.stopped or tally.void

    def _watch(self, words: str, phase: Phase) -> Watch:
        self._tell(Now(words, phase))
        began = time.perf_counter()

        def watch(tally: Tally) -> None:
            self._hold_back(tally, time.perf_counter() - began)
            self._tell(Now(words, phase, tally))

        return watch

    def _hold_back(self, tally: Tally, seconds: float) -> None:
        """End a run that sends more than its ceiling: what no trial could foresee."""
        ceiling = self.order.ceiling
        due = ceiling * seconds
        chance = CHANCE * sqrt(due) + CHANCE
        if tally.requests > due * ROOM + chance:
            pace = tally.requests / max(seconds, 0.1)
            self.stop.request(
                f"it sent about {pace:,.0f} requests/s, above the ceiling of {ceiling:,.10g}: "
                "ask for less, or raise --ceiling"
            )

    async def set_up(self) -> None:
        """Make the scenario's setup; what it finds is everybody's."""
        if self.scenario.setup is None:
            return
        self.say("setup")
        first = self.scenario.new_user(0)
        failed = await self.once(self.scenario.setup, first)
        if failed:
            self.stopped = f"the scenario's setup failed: {mask_line(failed)}"

    async def clean_up(self) -> None:
        """Make the scenario's cleanup, and say what stays."""
        if self.scenario.cleanup is None:
            if self._made:
                what = listed(tuple(sorted(self._made)))
                self.left_behind = (
                    f"what {what} made (the scenario has no cleanup; it carried {self.order.tag})"
                )
            return
        self.say("cleanup")
        user = self.scenario.new_user(0)
        try:
            failed = await run_once(self.scenario.cleanup, user, self.lines, seconds=CLEANUP_S)
        except LoadError as error:
            failed = str(error)
        if failed:
            self.left_behind = (
                f"the scenario's cleanup failed: {mask_line(failed)}; "
                f"what carries {self.order.tag} is left"
            )


@asynccontextmanager
async def staged(
    order: LoadOrder, tell: Tell, stop: Stop, runner: PhaseRunner | None
) -> AsyncIterator[Stage]:
    """Open the lines, set up, and clean up in the end, even when cancelled."""
    lines = open_lines(
        order.settings,
        limits=order.limits,
        tag=order.tag,
        most=order.most_in_flight,
        allowed=frozenset(order.scenario.hosts),
        ceiling=order.ceiling,
    )
    stage = Stage(order, tell, stop, lines, runner)
    try:
        try:
            await stage.set_up()
            yield stage
        finally:
            await asyncio.shield(stage.clean_up())
    finally:
        await lines.close()
