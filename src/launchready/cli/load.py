"""`launchready load`: the traffic of the first customers, measured honestly."""

from __future__ import annotations

import typer

from launchready.cli.load_check import check
from launchready.cli.load_compare import compare
from launchready.cli.load_fairness import fairness
from launchready.cli.load_help import GroupedCommand
from launchready.cli.load_init import init
from launchready.cli.load_knee import knee
from launchready.cli.load_run import run
from launchready.cli.load_worker import worker

APP = typer.Typer(
    help="Send your first customers' traffic, and measure what it does.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
APP.command("check", cls=GroupedCommand)(check)
APP.command("run", cls=GroupedCommand)(run)
APP.command("knee", cls=GroupedCommand)(knee)
APP.command("fairness", cls=GroupedCommand)(fairness)
APP.command("compare", cls=GroupedCommand)(compare)
APP.command("init", cls=GroupedCommand)(init)
APP.command("worker", cls=GroupedCommand)(worker)
