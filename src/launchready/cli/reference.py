"""The command-line reference, made from `--help` itself."""

from __future__ import annotations

import io
import os
from contextlib import redirect_stdout

HEAD = """\
<!-- Made by `make docs` from the command line itself. -->
# Command line

Exit codes: 0 GO, 1 NO_GO, 3 NOT_PROVEN, 2 wrong use (one sentence on standard error).
"""


def cli_page() -> str:
    """Render the help of every command."""
    from launchready.cli.app import APP

    names = [command.name for command in APP.registered_commands if command.name]
    commands = [[], *([name] for name in names), ["dev"], ["dev", "new-check"], ["dev", "docs"]]
    return "\n".join([HEAD, *(_section(words) for words in commands)])


def _section(words: list[str]) -> str:
    from launchready.cli.main import run

    out = io.StringIO()
    columns = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "90"
    try:
        with redirect_stdout(out):
            run([*words, "--help"])
    finally:
        if columns is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = columns
    title = " ".join(["launchready", *words])
    return f"## {title}\n```\n{out.getvalue().strip()}\n```\n"
