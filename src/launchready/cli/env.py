"""`launchready env`: which variables are set where; names and fingerprints, never values."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from launchready.cli.wrong import Wrong

if TYPE_CHECKING:
    from launchready.facts.env import Environment, Variable

APP = typer.Typer(name="env", help="Show and compare environments, without any value.")

AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]
Recorded = Annotated[
    list[str] | None,
    typer.Option(
        "--recorded",
        metavar="NAME=FILE",
        help="What a platform's command line printed: `production=vercel.txt`.",
    ),
]
FEWEST = 2
ABSENT = "-"


@APP.command("compare")
def compare(
    files: Annotated[
        list[Path], typer.Argument(help="Files that hold environments, or recorded outputs.")
    ],
    *,
    as_json: AsJson = False,
) -> None:
    """Compare environments name by name. Exit code 1 when a name is missing somewhere.

    Equal fingerprints mean equal values; they are made anew in each run.
    """
    from launchready.repo.env.read import read_file
    from launchready.repo.env.seal import Seal

    if len(files) < FEWEST:
        message = "env compare needs at least two files"
        raise Wrong(message)
    seal = Seal()
    _show([one for file in files for one in read_file(file, seal)], as_json=as_json)


@APP.command("list")
def list_(
    path: Annotated[Path, typer.Argument(help="A folder: the product's code.")] = Path(),
    *,
    recorded: Recorded = None,
    as_json: AsJson = False,
) -> None:
    """List a repository's environments and their variables."""
    from launchready.repo.env.read import read_environments
    from launchready.repo.env.seal import Seal
    from launchready.repo.stack import read_stack
    from launchready.repo.tree import Tree

    if not path.is_dir():
        message = f"{path} is not a folder"
        raise Wrong(message)
    tree = Tree(path.resolve())
    found = read_environments(tree, Seal(), read_stack(tree).hosting, recorded_files(recorded))
    if as_json:
        _write_json(found.environments, found.unread)
        return
    for one in found.environments:
        shown = "whole" if one.whole else "a part"
        typer.echo(f"{_safe(one.source)}  {one.stage}  ({one.platform}, {shown})")
        for variable in one.variables:
            typer.echo(f"  {_safe(variable.name):<40} {_cell(variable)}")
    for line in found.unread:
        typer.echo(f"not read: {_safe(line)}")
    if not found.environments:
        typer.echo("No file here holds an environment.")


def recorded_files(texts: list[str] | None) -> tuple[tuple[str, Path], ...]:
    """Read `NAME=FILE` options. Raises `Wrong`."""
    found: list[tuple[str, Path]] = []
    for text in texts or ():
        name, equals, file = text.partition("=")
        if not (name and equals and file):
            message = f"--recorded {text!r} is not NAME=FILE, such as production=vercel.txt"
            raise Wrong(message)
        found.append((name, Path(file)))
    return tuple(found)


def _show(environments: list[Environment], *, as_json: bool) -> None:
    names = sorted({name for one in environments for name in one.names()})
    whole = all(one.of(name) is not None for one in environments for name in names)
    if as_json:
        _write_json(tuple(environments), ())
    else:
        heads = [_safe(one.source)[-24:] for one in environments]
        widths = [max(14, len(head)) for head in heads]
        width = max((len(name) for name in names), default=4)
        typer.echo(
            "  ".join([" " * width, *(h.ljust(w) for h, w in zip(heads, widths, strict=True))])
        )
        for name in names:
            cells = [_cell(one.of(name)) for one in environments]
            row = (cell.ljust(w) for cell, w in zip(cells, widths, strict=True))
            typer.echo("  ".join([_safe(name).ljust(width), *row]).rstrip())
    if not whole:
        raise typer.Exit(1)


def _cell(variable: Variable | None) -> str:
    if variable is None:
        return ABSENT
    note = "" if variable.looks == "plain" else f" {variable.looks}"
    return f"{variable.fingerprint or variable.state}{note}"


def _write_json(environments: tuple[Environment, ...], unread: tuple[str, ...]) -> None:
    import msgspec

    document = {"version": 1, "environments": environments, "unread": unread}
    typer.echo(msgspec.json.format(msgspec.json.encode(document), indent=2).decode())


def _safe(text: str) -> str:
    from launchready.report.visible import visible

    return visible(text)
