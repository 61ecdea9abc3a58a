"""Garbage collection that does not stop a load run in its middle."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLDS = (50_000, 20, 50)


class _Depth:
    """How many runs of this process want quiet now, and what was set before the first of them."""

    runs = 0
    before = (700, 10, 10)


@contextmanager
def quiet_gc() -> Iterator[None]:
    """Look at old objects not at all, and at new ones rarely, until every such block has ended."""
    if not _Depth.runs:
        _Depth.before = gc.get_threshold()
        gc.collect()
        gc.freeze()
        gc.set_threshold(*_THRESHOLDS)
    _Depth.runs += 1
    try:
        yield
    finally:
        _Depth.runs -= 1
        if not _Depth.runs:
            gc.set_threshold(*_Depth.before)
            gc.unfreeze()
