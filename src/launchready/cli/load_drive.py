"""Run an experiment: signals stop it, somebody watches, other processes may help."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from types import FrameType
from typing import TYPE_CHECKING

from launchready.cli.load_options import LoadOptions
from launchready.cli.load_order import AskedLoad, listening
from launchready.cli.load_watch import end_by
from launchready.load.engine.stop import Stop
from launchready.load.telling.aloud import say
from launchready.load.telling.live import View
from launchready.load.workers.watch import watching

if TYPE_CHECKING:
    from launchready.facts.base import Facts
    from launchready.load.experiments.ground import Experiment, PhaseRunner

HANGUP = getattr(signal, "SIGHUP", signal.SIGTERM)
"""Sent when the terminal is closed, often twice; not every system has it."""
SIGNALS = {
    HANGUP: "stopped because its terminal was closed (SIGHUP)",
    signal.SIGINT: "stopped by you (Ctrl-C)",
    signal.SIGTERM: "stopped from outside (SIGTERM)",
}
TOGETHER_S = 0.2
"""Signals that come so close to the first are the same request: no hand types so fast."""


async def drive(experiment: Experiment, asked: AskedLoad, options: LoadOptions) -> Facts:
    """Run to the end, or until somebody stops it; what was measured by then is returned."""
    stop = Stop()
    view = View(
        sys.stderr,
        asked.order.loaded,
        lambda: shutil.get_terminal_size((100, 24)).columns,
        live=sys.stderr.isatty() and not options.plain,
    )
    with _stopping(stop), watching():
        try:
            async with _team(asked, options, stop) as runner:
                return await experiment(asked.order, view.tell, stop, runner)
        finally:
            view.close()


@contextlib.contextmanager
def _stopping(stop: Stop) -> Iterator[None]:
    """Let the first signal end the run with a report; a second one ends the program at once.

    Even where a journey keeps the loop from turning. One that comes with the first is no second
    one: `timeout` signals the process and its group. After a hangup all others are ignored: they
    say the same. `nohup` is obeyed.
    """
    loop = asyncio.get_running_loop()
    hung_up = False
    asked_at: float | None = None

    def heard(number: int, _frame: FrameType | None) -> None:
        nonlocal hung_up, asked_at
        now = time.monotonic()
        if number == HANGUP and number != signal.SIGTERM:
            hung_up = True
        elif asked_at is None:
            asked_at = now
        elif now - asked_at >= TOGETHER_S:
            end_by(number)
        loop.call_soon_threadsafe(stop.request, SIGNALS[signal.Signals(number)])

    taken = [one for one in SIGNALS if signal.getsignal(one) is not signal.SIG_IGN]
    before = {one: signal.signal(one, heard) for one in taken}
    try:
        yield
    finally:
        if asked_at is not None:
            # A run may be over before the other half of the same request came.
            time.sleep(max(0.0, asked_at + TOGETHER_S - time.monotonic()))
        for one, handler in before.items():
            signal.signal(one, handler)
        if hung_up:
            signal.signal(HANGUP, signal.SIG_IGN)


@asynccontextmanager
async def _team(
    asked: AskedLoad, options: LoadOptions, stop: Stop
) -> AsyncIterator[PhaseRunner | None]:
    """Gather the workers that were asked for; None: this process makes the load."""
    if not options.workers and not options.expect:
        yield None
        return
    from launchready.load.scenario.routes import own_headers
    from launchready.load.workers.letters import KEY
    from launchready.load.workers.meeting import Meeting
    from launchready.load.workers.parcel import parcel_of_file, parcel_of_product
    from launchready.load.workers.team import open_team

    order = asked.order
    parcel = (
        parcel_of_product(order.product, [name for name, _ in own_headers(os.environ)])
        if asked.scenario_file is None
        else parcel_of_file(asked.scenario_file)
    )
    meeting = Meeting(
        parcel,
        order.tag,
        order.limits,
        order.most_in_flight,
        here=options.workers,
        settings=order.settings,
        hosts=order.scenario.hosts,
        listen=listening(options.master),
        expect=options.expect,
        key=os.environ.get(KEY, ""),
        ceiling=order.ceiling,
    )
    async with open_team(meeting, stop, lambda line: say(sys.stderr, f"{line}\n")) as team:
        yield team
