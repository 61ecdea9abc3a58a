"""Keep one absurd file from hiding the others."""

from __future__ import annotations

from collections.abc import Callable

from launchready.derive.migrations.script import Piece, Script


def guarded(read: Callable[[], Script], path: str) -> Script:
    """Return what `read` makes of a file; one that nests without end is unread."""
    try:
        return read()
    except RecursionError:
        why = "it is nested too deeply to be read"
        return Script(path, path.rpartition("/")[2], (Piece(1, why=why),))
