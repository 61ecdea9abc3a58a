"""A migration as its tool keeps it, before anything is said of its statements."""

from __future__ import annotations

from dataclasses import dataclass

from launchready.facts.migrations import Dialect, Down, Tool


@dataclass(frozen=True, slots=True)
class Piece:
    """SQL that stands in a file from a line on, or a place that could not be read as SQL."""

    line: int
    sql: str = ""
    why: str = ""
    """Why it could not be read; empty where `sql` holds it."""
    rendered: bool = False
    """The SQL was made from program code: all of it stands at `line`."""
    outside: bool = False
    """It runs outside the transaction of the migration."""


@dataclass(frozen=True, slots=True)
class Script:
    """One migration."""

    path: str
    version: str
    up: tuple[Piece, ...]
    down: tuple[Piece, ...] = ()
    way_back: Down = Down.FORWARD_ONLY
    down_line: int = 1
    atomic: bool = True
    """The tool runs it in one transaction."""
    extra_paths: tuple[str, ...] = ()
    """Other files that belong to it: the one with the way back."""


@dataclass(frozen=True, slots=True)
class ScriptSet:
    """The migrations of one tool in one folder, in the order they run."""

    tool: Tool
    folder: str
    dialect: Dialect
    scripts: tuple[Script, ...]
    unread: tuple[Piece, ...] = ()
    """What of the set itself could not be read, such as a broken order."""
