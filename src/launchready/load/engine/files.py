"""How many connections this machine lets one process have."""

from __future__ import annotations

import contextlib
import sys

_SPARE = 100
"""Open files that are not connections."""


def room_for(wanted: int) -> int:
    """Return how many of the wanted connections may be open, after asking for as many."""
    if sys.platform == "win32":
        return wanted
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return wanted
    needed = wanted + _SPARE
    if soft < needed:
        most = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
            soft = most
    return max(1, min(wanted, soft - _SPARE))
