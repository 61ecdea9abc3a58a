"""`launchready dev`: for those who work on launchready itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup

from launchready.cli.wrong import Wrong

APP = typer.Typer(help="For those who work on launchready itself.", rich_markup_mode=None)

ROOT = Path(__file__).parents[3]
"""The checkout."""


@APP.command("new-check")
def new_check(
    area: Annotated[str, typer.Argument(help="The folder under checks/: `tls`, `headers`…")],
    name: Annotated[str, typer.Argument(help="The id: the failing state as a noun phrase.")],
    *,
    row: Annotated[
        str, typer.Option(help="The row of the bar that it answers; the area's first by default.")
    ] = "",
    new_area: Annotated[
        bool, typer.Option("--new-area", help="Make the area when there is none of that name.")
    ] = False,
    root: Annotated[Path, typer.Option(help="The checkout.", show_default="this one")] = ROOT,
) -> None:
    """Write a new check, its test and its changelog line."""
    from launchready.dev.new_check import NameTaken, NotAName, write_check

    try:
        paths = write_check(root, area, name, row, new_area=new_area)
    except (NameTaken, NotAName) as error:
        raise Wrong(str(error)) from None
    for path in paths:
        typer.echo(f"wrote {path}")
    typer.echo("Fill them in, then run `make docs` and `make test`.")


@APP.command("docs")
def docs(
    context: typer.Context,
    *,
    root: Annotated[Path, typer.Option(help="The checkout.", show_default="this one")] = ROOT,
    check: Annotated[bool, typer.Option("--check", help="Only say what is out of date.")] = False,
) -> None:
    """Write the pages that are made from code, or check them."""
    from launchready.cli.reference import cli_page
    from launchready.dev.pages import pages

    made = {**pages(root), root / "docs" / "cli.md": cli_page(_root(context))}
    stale = [
        path for path, text in made.items() if not path.exists() or path.read_text("utf-8") != text
    ]
    orphans = [path for path in (root / "docs" / "checks").glob("*.md") if path not in made]
    if check:
        if stale or orphans:
            names = ", ".join(str(path.relative_to(root)) for path in [*stale, *orphans][:5])
            message = f"{len(stale) + len(orphans)} pages are out of date ({names}): run make docs"
            raise Wrong(message)
        return
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made[path], "utf-8")
    for path in orphans:
        path.unlink()
    typer.echo(f"{len(stale)} pages written, {len(orphans)} removed.")


def _root(context: typer.Context) -> TyperGroup:
    """The whole command line that this command is part of."""
    root = context.find_root().command
    if not isinstance(root, TyperGroup):
        message = "this command is not part of the command line"
        raise TypeError(message)
    return root
