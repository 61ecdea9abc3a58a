"""Wrong use: one clear sentence and exit code 2, without a traceback."""

from __future__ import annotations

WRONG_USE = 2


class Wrong(Exception):  # noqa: N818 - it is the user's, not a program's, mistake
    """Something that was typed or a file that was given cannot be used. `str()` says which."""
