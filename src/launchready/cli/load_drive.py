"""Run an experiment: signals stop it, somebody watches, other processes may help."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

import typer

from launchready.cli.load_options import LoadOptions
from launchready.cli.load_order import AskedLoad, listening
from launchready.load.engine.stop import Stop
from launchready.load.telling.live import View

if TYPE_CHECKING:
    from launchready.facts.base import Facts
    from launchready.load.experiments.ground import Experiment, PhaseRunner

SIGNALS = {
    signal.SIGINT: "stopped by you (Ctrl-C)",
    signal.SIGTERM: "stopped from outside (SIGTERM)",
}


async def drive(experiment: Experiment, asked: AskedLoad, options: LoadOptions) -> Facts:
    """Run to the end, or until somebody stops it; what was measured by then is returned."""
    stop = Stop()
    view = View(
        sys.stderr,
        asked.order.product.canonical,
        lambda: shutil.get_terminal_size((100, 24)).columns,
        live=sys.stderr.isatty() and not options.plain,
    )
    with _stopping(stop):
        try:
            async with _team(asked, options, stop) as runner:
                return await experiment(asked.order, view.tell, stop, runner)
        finally:
            view.close()


@contextlib.contextmanager
def _stopping(stop: Stop) -> Iterator[None]:
    """Let the first signal end the run with a report; a second one ends the program."""
    loop = asyncio.get_running_loop()

    def heard(number: signal.Signals) -> None:
        loop.remove_signal_handler(number)
        stop.request(SIGNALS[number])

    for one in SIGNALS:
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(one, partial(heard, one))
    try:
        yield
    finally:
        for one in SIGNALS:
            with contextlib.suppress(NotImplementedError):
                loop.remove_signal_handler(one)


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
    )
    async with open_team(meeting, stop, lambda line: typer.echo(line, err=True)) as team:
        yield team
