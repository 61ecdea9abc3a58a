"""What is said of a collector or check that broke: enough to find the place, nothing secret."""

from __future__ import annotations

import errno
from pathlib import PurePath
from traceback import walk_tb


def broken(error: Exception) -> str:
    """Name the kind of error and the line it came from; its own words may quote a target."""
    name = type(error).__name__
    if isinstance(error, OSError) and (code := errno.errorcode.get(error.errno or 0)):
        name = f"{name} {code}"
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    if not frames:
        return name
    file, line = frames[-1]
    return f"{name} at {PurePath(file).name}:{line}"
