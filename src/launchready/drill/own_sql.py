"""Have a project's own tool write out its SQL. This runs the project's code: only with `--exec`."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from launchready.derive.migrations.script import Piece, Script
from launchready.derive.migrations.split import SplitError, split
from launchready.facts.migrations import Tool
from launchready.repo.migrations.files import parent
from launchready.repo.migrations.read import Found, Split

SECONDS = 60.0
MOST_BYTES = 4 << 20


@dataclass(frozen=True, slots=True)
class Command:
    """One program to run, for one migration."""

    script: Script
    arguments: tuple[str, ...]
    folder: Path
    down: bool = False

    @property
    def words(self) -> str:
        """The command line, as a shell would be told it."""
        return f"cd {shlex.quote(str(self.folder))} && {shlex.join(self.arguments)}"


def commands(found: Found) -> tuple[Command, ...]:
    """List what would be run, in order; running is another step."""
    return tuple(
        command
        for one in found.splits
        for command in (
            *(_alembic(one, found) if one.group.tool is Tool.ALEMBIC else ()),
            *(_django(one, found) if one.group.tool is Tool.DJANGO else ()),
        )
    )


def _alembic(one: Split, found: Found) -> Iterator[Command]:
    settings = next(iter(found.files.named("alembic.ini")), None)
    if settings is None:
        return
    folder = found.files.root / parent(settings)
    program = _program(found.files.root, "alembic")
    before = "base"
    for script in one.group.scripts:
        if script in one.new:
            span = f"{before}:{script.version}"
            yield Command(script, (program, "upgrade", span, "--sql"), folder)
            if script.down:
                back = f"{script.version}:{before}"
                yield Command(script, (program, "downgrade", back, "--sql"), folder, down=True)
        before = script.version


def _django(one: Split, found: Found) -> Iterator[Command]:
    settings = next(iter(found.files.named("manage.py")), None)
    if settings is None:
        return
    folder = found.files.root / parent(settings)
    python = _program(found.files.root, "python")
    app = parent(one.group.folder).rpartition("/")[2]
    for script in one.new:
        words = (python, "manage.py", "sqlmigrate", app, script.version)
        yield Command(script, words, folder)
        yield Command(script, (*words, "--backwards"), folder, down=True)


def _program(root: Path, name: str) -> str:
    """Return the project's own program, or the one on the path."""
    for place in (".venv", "venv"):
        own = root / place / "bin" / name
        if own.is_file():
            return str(own)
    return shutil.which(name) or name


def with_own_sql(found: Found, wanted: tuple[Command, ...], database_url: str = "") -> Found:
    """Run the commands and return the scripts with the SQL that they printed.

    A command that fails leaves its script as it was read. `database_url` is a scratch database.
    """
    made: dict[str, Script] = {}
    for command in wanted:
        script = made.get(command.script.path, command.script)
        piece = _piece(command, database_url)
        if command.down:
            script = replace(script, down=(piece,) if piece.sql else script.down)
        elif piece.sql:
            # What it prints opens and closes its own transactions.
            script = replace(script, up=(piece,), atomic=False)
        else:
            script = replace(script, up=(*script.up, piece))
        made[command.script.path] = script
    splits = tuple(
        replace(one, new=tuple(made.get(script.path, script) for script in one.new))
        for one in found.splits
    )
    return replace(found, splits=splits)


def _piece(command: Command, database_url: str) -> Piece:
    line = command.script.down_line if command.down else 1
    try:
        printed = _run(command, database_url)
        kept = [one.text for one in split(printed) if "alembic_version" not in one.text]
    except (OSError, subprocess.SubprocessError, SplitError) as error:
        why = f"{command.arguments[0].rpartition('/')[2]} failed: {_reason(error)}"
        return Piece(line, why=why)
    if "CANNOT BE WRITTEN AS SQL" in printed:
        return Piece(line, why="RunPython runs code of its own")
    return Piece(line, ";\n".join(kept), rendered=True)


def _reason(error: Exception) -> str:
    if isinstance(error, subprocess.CalledProcessError):
        lines = error.stderr.decode("utf-8", "replace").strip().splitlines()
        return lines[-1][:200] if lines else f"it ended with code {error.returncode}"
    if isinstance(error, subprocess.TimeoutExpired):
        return f"it did not end within {SECONDS:g} s"
    return str(error)[:200]


def _run(command: Command, database_url: str) -> str:
    kept = ("PATH", "HOME", "LANG", "VIRTUAL_ENV")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    if database_url:
        environment["DATABASE_URL"] = database_url
    with tempfile.TemporaryFile() as out:
        subprocess.run(  # noqa: S603 - the user asked for it with --exec, having seen the list
            command.arguments,
            cwd=command.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.PIPE,
            timeout=SECONDS,
            check=True,
        )
        out.seek(0)
        return out.read(MOST_BYTES).decode("utf-8", "replace")
