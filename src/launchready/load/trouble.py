"""What a user got wrong about a load run."""

from __future__ import annotations


class LoadError(Exception):
    """A load run cannot be made as asked. `str()` is one sentence that says why."""
