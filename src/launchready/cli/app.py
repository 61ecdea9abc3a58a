"""The commands, in the order the work goes."""

from __future__ import annotations

from typing import Annotated

import typer

from launchready import __version__
from launchready.cli import (
    answer,
    audit,
    checks,
    ci,
    demo,
    dev,
    env,
    explain,
    init,
    load,
    mail,
    migrations,
    profiles,
    repo,
    runs,
    secrets,
    status,
)

APP = typer.Typer(
    name="launchready",
    help="Take an app from demo to launch, safely.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"launchready {__version__}")
        raise typer.Exit


@APP.callback()
def launchready(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Take an app from demo to launch, safely."""


APP.command("init")(init.init)
APP.command("audit")(audit.audit)
APP.command("repo")(repo.repo)
APP.command("status")(status.status)
APP.command("answer")(answer.answer)
APP.command("runs")(runs.runs)
APP.command("compare")(runs.compare)
APP.command("judge")(runs.judge)
APP.command("export")(runs.export)
APP.command("secrets")(secrets.secrets)
APP.command("checks")(checks.checks)
APP.command("explain")(explain.explain)
APP.command("profiles")(profiles.profiles)
APP.command("demo")(demo.demo)
APP.add_typer(load.APP, name="load")
APP.add_typer(mail.APP, name="mail")
APP.add_typer(env.APP, name="env")
APP.add_typer(migrations.APP, name="migrations")
APP.add_typer(ci.APP, name="ci")
APP.add_typer(dev.APP, name="dev")
