"""Run squawk on statements, in a folder of its own, bounded in time and output.

The project's own squawk settings and its `squawk-ignore` comments do not apply: what a project
accepts is said in its manifest, with an owner and a date.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from launchready.derive.migrations.analyse import Reading
from launchready.derive.migrations.squawk import (
    SYNTAX,
    SquawkError,
    Warned,
    read_warnings,
)

SECONDS = 30.0
MOST_BYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class Opinion:
    """What squawk says of one statement of a reading."""

    rule: str
    message: str
    at: int
    """The place of the statement in `Reading.placed`."""


def opinions(readings: Iterable[Reading]) -> tuple[tuple[Opinion, ...], ...]:
    """Return squawk's warnings for each reading. Raises `SquawkError` when it cannot be asked.

    A statement that it does not understand hides the others of its file from it, so it is asked a
    second time without those.
    """
    wanted = tuple(readings)
    said = _ask(wanted, [set() for _ in wanted])
    broken = [{one.at for one in group if one.rule == SYNTAX} for group in said]
    if not any(broken):
        return said
    again = _ask(wanted, broken)
    return tuple(
        (*(one for one in first if one.rule == SYNTAX), *second)
        for first, second in zip(said, again, strict=True)
    )


def _ask(readings: tuple[Reading, ...], without: list[set[int]]) -> tuple[tuple[Opinion, ...], ...]:
    if not readings:
        return ()
    with tempfile.TemporaryDirectory(prefix="launchready-squawk-") as folder:
        lines: dict[str, dict[int, int]] = {}
        numbers: dict[str, int] = {}
        for number, reading in enumerate(readings):
            name = f"{'atomic' if reading.atomic else 'bare'}{number}.sql"
            lines[name] = _write(Path(folder) / name, reading, without[number])
            numbers[name] = number
        found: list[Warned] = []
        for kind, flag in (("atomic", "--assume-in-transaction"), ("bare", "")):
            names = [name for name in lines if name.startswith(kind)]
            if names:
                found += _run(folder, [flag] * bool(flag) + names)
    said: list[list[Opinion]] = [[] for _ in readings]
    for one in found:
        name = Path(one.file).name
        at = lines.get(name, {}).get(one.line)
        if at is not None:
            said[numbers[name]].append(Opinion(one.rule, one.message, at))
    return tuple(tuple(dict.fromkeys(group)) for group in said)


def _write(path: Path, reading: Reading, without: set[int]) -> dict[int, int]:
    """Write the statements one below the other; return which line belongs to which."""
    text: list[str] = []
    lines: dict[int, int] = {}
    for at, one in enumerate(reading.placed):
        if at in without:
            continue
        for line in f"{one.statement.text};".splitlines():
            text.append(line)
            lines[len(text)] = at
    path.write_text("\n".join(text) + "\n", "utf-8")
    return lines


def _run(folder: str, arguments: list[str]) -> tuple[Warned, ...]:
    program = _program()
    with tempfile.TemporaryFile() as out:
        try:
            done = subprocess.run(  # noqa: S603 - our own dependency, on files we named
                [program, "--reporter", "json", *arguments],
                cwd=folder,
                env={"PATH": "", "HOME": folder},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            message = f"squawk did not end within {SECONDS:g} s"
            raise SquawkError(message) from None
        except OSError as error:
            message = f"squawk cannot be started: {error.strerror or type(error).__name__}"
            raise SquawkError(message) from None
        if done.returncode not in {0, 1}:
            message = f"squawk ended with code {done.returncode}"
            raise SquawkError(message)
        out.seek(0)
        content = out.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        message = f"squawk printed more than {MOST_BYTES >> 20} MB"
        raise SquawkError(message)
    return read_warnings(content.decode("utf-8", "replace"))


def _program() -> str:
    beside = Path(sys.executable).with_name("squawk")
    found = str(beside) if beside.is_file() else shutil.which("squawk")
    if found is None:
        message = "squawk is not installed (it comes with launchready as squawk-cli)"
        raise SquawkError(message)
    return found
