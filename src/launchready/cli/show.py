"""Show a report on the terminal and write it to the files that were asked for."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from launchready.cli.wrong import Wrong

if TYPE_CHECKING:
    from launchready.report.view import Report


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where a report goes besides the terminal, and how the terminal shows it."""

    json_file: Path | None = None
    html_file: Path | None = None
    markdown_file: Path | None = None
    sarif_file: Path | None = None
    junit_file: Path | None = None
    annotations_file: Path | None = None
    plain: bool = False
    full: bool = False
    checklist: bool = False

    @property
    def files(self) -> tuple[Path | None, ...]:
        """The files that were asked for."""
        documents = (self.json_file, self.html_file, self.markdown_file)
        return (*documents, self.sarif_file, self.junit_file, self.annotations_file)

    def refuse_bad_paths(self) -> None:
        """Say so before a minute of work, not after. Raises `Wrong`."""
        for path in self.files:
            if path is None or str(path) == "-":
                continue
            if path.is_dir():
                message = f"{path} cannot be written: it is a folder"
                raise Wrong(message)
            if not path.absolute().parent.is_dir():
                message = f"{path} cannot be written: {path.parent} is not a folder"
                raise Wrong(message)


def show(report: Report, outputs: Outputs) -> None:
    """Render a report everywhere; `-` as a file is standard output instead of the usual view."""
    to_stdout = False
    for path, text in _documents(report, outputs):
        if str(path) == "-":
            typer.echo(text, nl=False)
            to_stdout = True
        else:
            write(path, text)
    if to_stdout:
        return
    width, colour = columns(), colourful() and not outputs.plain
    if outputs.checklist:
        from launchready.report import checklist

        verdicts = (report.verdict, *((report.status,) if report.status else ()))
        text = checklist.terminal(
            report.rows,
            report.profile,
            occasion=checklist.Occasion(report.target, report.at, report.run_id, verdicts),
            width=width,
            colour=colour,
            plain=outputs.plain,
        )
    else:
        from launchready.report import terminal

        text = terminal.render(
            report, width=width, colour=colour, plain=outputs.plain, full=outputs.full
        )
    typer.echo(text, nl=False, color=colour)


def _documents(report: Report, outputs: Outputs) -> list[tuple[Path, str]]:
    documents: list[tuple[Path, str]] = []
    if outputs.json_file is not None:
        from launchready.report import json_report

        documents.append((outputs.json_file, json_report.render(report)))
    if outputs.html_file is not None:
        from launchready.report import html

        documents.append((outputs.html_file, html.render(report)))
    if outputs.markdown_file is not None:
        from launchready.report import markdown

        documents.append((outputs.markdown_file, markdown.render(report)))
    if outputs.sarif_file is not None:
        from launchready.report import sarif

        documents.append((outputs.sarif_file, sarif.render(report)))
    if outputs.junit_file is not None:
        from launchready.report import junit

        documents.append((outputs.junit_file, junit.render(report)))
    if outputs.annotations_file is not None:
        from launchready.report import workflow_commands

        documents.append((outputs.annotations_file, workflow_commands.render(report)))
    return documents


def write(path: Path, text: str) -> None:
    """Write a document. Raises `Wrong`."""
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        message = f"{path} cannot be written: {(error.strerror or str(error)).lower()}"
        raise Wrong(message) from None


def colourful() -> bool:
    """Whether standard output is a terminal whose owner did not ask for no colour."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def folded(line: str) -> str:
    """Return a line for standard error, broken at words where a terminal is narrower."""
    import shutil
    import textwrap

    wide = shutil.get_terminal_size((0, 24)).columns
    if len(line) <= wide or not wide:
        return line
    return textwrap.fill(line, max(wide, 20), break_long_words=False, break_on_hyphens=False)


def columns() -> int:
    """Return the width to write for; long lines are hard to read."""
    import shutil

    return max(60, min(120, shutil.get_terminal_size((100, 24)).columns))
