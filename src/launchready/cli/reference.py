"""The command-line reference, made from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator

import typer
from typer.core import TyperGroup

HEAD = """\
<!-- Made by `make docs` from the command line itself. -->
# Command line

Exit codes: 0 GO, 1 NO_GO, 3 NOT_PROVEN, 2 wrong use (one sentence on standard error).
"""

WIDTH = 92


def cli_page(root: TyperGroup) -> str:
    """Render the help of every command below the root."""
    return "\n".join([HEAD, *_sections("launchready", root, None)])


def _sections(name: str, command: TyperGroup, parent: typer.Context | None) -> Iterator[str]:
    context = typer.Context(
        command, parent, name, terminal_width=WIDTH, help_option_names=["-h", "--help"]
    )
    title = context.command_path
    yield f"## {title}\n```\n{command.get_help(context).strip()}\n```\n"
    for child_name, child in getattr(command, "commands", {}).items():
        yield from _sections(child_name, child, context)
