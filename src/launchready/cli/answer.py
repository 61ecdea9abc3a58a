"""`launchready answer`: what only a person can say."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from launchready.cli.wrong import Wrong

if TYPE_CHECKING:
    from launchready.model.bar import Bar


def answer(
    row: Annotated[
        str, typer.Argument(help="The row of the bar: `ops.owner_names`; none lists the questions.")
    ] = "",
    *,
    text: Annotated[str, typer.Option(help="The answer; asked for when left out.")] = "",
    owner: Annotated[str, typer.Option(help="Who answers.")] = "",
    evidence: Annotated[str, typer.Option(help="A link or a file that shows it.")] = "",
    no: Annotated[bool, typer.Option("--no", help="The honest answer is no.")] = False,
    folder: Annotated[Path, typer.Option(help="Where the manifest stands.")] = Path(),
) -> None:
    """Answer a row that only a person can.

    The answer is kept with a name and today's date.
    """
    from datetime import UTC, datetime

    from launchready.manifest.answers import FILE_NAME, Answer, answerable, write_answer
    from launchready.profiles import load_bar

    bar = load_bar()
    if not row:
        _questions(bar, folder)
        return
    known = answerable(row, bar)
    missing = [f"--{name}" for name, given in (("text", text), ("owner", owner)) if not given]
    if missing and not sys.stdin.isatty():
        message = f"{row} needs {' and '.join(missing)}: there is no terminal to ask on"
        raise Wrong(message)
    if not text:
        text = typer.prompt(known.question or known.says)
    if not owner:
        owner = typer.prompt("Who answers (name)")
    if not text.strip() or not owner.strip():
        message = "an answer needs a text and an owner"
        raise Wrong(message)
    if not folder.is_dir():
        message = f"{folder} is not a folder"
        raise Wrong(message)
    today = datetime.now(UTC).date()
    write_answer(folder / FILE_NAME, Answer(row, text, owner, today, evidence, not no), bar)
    days = f" It counts for {known.proof} days." if known.proof else ""
    typer.echo(f"{row}: kept in {folder / FILE_NAME}.{days}")


def _questions(bar: Bar, folder: Path) -> None:
    from launchready.cli.subject import answers_for
    from launchready.model.bar import How

    given = answers_for(folder, bar)
    for row in bar.rows:
        if How.ANSWER in row.how:
            state = given[row.id][0].value if row.id in given else "open"
            typer.echo(f"{row.id:<28} {row.severity:<8} {state:<8} {row.question or row.says}")
