"""`launchready migrations`: what a release would do to the database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from launchready.cli.wrong import Wrong

APP = typer.Typer(help="Lint database migrations, or try them on a scratch PostgreSQL.")


@APP.callback()
def migrations() -> None:
    """Lint database migrations, or try them on a scratch PostgreSQL."""


@APP.command("check")
def check(
    path: Annotated[Path, typer.Argument(help="A folder in the repository.")] = Path(),
    *,
    run: Annotated[
        bool,
        typer.Option("--run", help="Apply them twice and back on a scratch PostgreSQL."),
    ] = False,
    own_code: Annotated[
        bool,
        typer.Option("--exec", help="Let the project's own Alembic or Django write out its SQL."),
    ] = False,
    schema: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="With --run: start from a `pg_dump -s` of production."),
    ] = None,
    since: Annotated[
        str, typer.Option(metavar="COMMIT", help="Judge what is newer; the main branch by default.")
    ] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="Judge every migration, released or not.")
    ] = False,
    rows: Annotated[
        int, typer.Option(min=0, max=5_000_000, help="With --run: rows in each table.")
    ] = 20_000,
    profile: Annotated[str, typer.Option(help="Judge by this profile.")] = "",
    json_file: Annotated[
        Path | None,
        typer.Option("--json", metavar="FILE", help="Write JSON; `-` is standard output."),
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Without colour and drawing.")] = False,
) -> None:
    """Judge the migrations that are not on the main branch yet.

    Reads files only. --run starts a PostgreSQL of its own in a temporary folder and removes it;
    no other database is touched. Exit code: 0 GO, 1 NO_GO, 3 NOT_PROVEN, 2 wrong use.
    """
    if schema is not None and not run:
        message = "--schema needs --run"
        raise Wrong(message)
    if since and everything:
        message = "--since and --all exclude each other"
        raise Wrong(message)
    from launchready.cli.migrations_check import Asked, check_migrations
    from launchready.cli.show import Outputs

    outputs = Outputs(json_file, plain=plain)
    outputs.refuse_bad_paths()
    asked = Asked(path, run, own_code, schema, since, everything, rows, profile)
    raise typer.Exit(check_migrations(asked, outputs))
