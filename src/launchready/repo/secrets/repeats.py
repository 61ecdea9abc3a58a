"""Read of a large text only what differs from one that was read before and was clean.

Versions of a lock file or a bundle differ by a few lines in a megabyte. What two texts share is
found by comparing them from where they last agreed, in steps; what differs is read with a margin
on both sides. A text that held anything is never compared with, so every object that holds a
secret is read where it holds it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator

LEAST = 16 << 10
"""Bytes from which a text is worth comparing."""
MARGIN = 2 << 10
"""Bytes that are read on both sides of what differs: more than any rule looks around itself."""

_KEPT_BYTES = 16 << 20
_HEAD = 24
"""First bytes that two versions of one file have in common."""
_ANCHOR = 48
"""Bytes that have to agree for two texts to be taken up again."""
_STEPS = (64, 256, 1_024, 4_096, 16_384, 65_536)
_MOST_DIFFERENCES = 400

Span = tuple[int, int]


class Repeats:
    """Some large texts of this scan that were read in full and held nothing."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        self._bytes = 0

    def spans(self, data: bytes) -> tuple[Span, ...]:
        """Return what of a text has to be read: all of it when nothing like it was."""
        whole = ((0, len(data)),)
        if len(data) < LEAST:
            return whole
        with self._lock:
            before = self._kept.get(data[:_HEAD])
        if before is None:
            return whole
        differing = list(_differing(before, data))
        if len(differing) > _MOST_DIFFERENCES:
            return whole
        return tuple(_with_margin(differing, len(data)))

    def clean(self, data: bytes) -> None:
        """Keep a text that held nothing, in place of the version before."""
        if len(data) < LEAST or len(data) > _KEPT_BYTES:
            return
        with self._lock:
            old = self._kept.pop(data[:_HEAD], b"")
            self._kept[data[:_HEAD]] = data
            self._bytes += len(data) - len(old)
            while self._bytes > _KEPT_BYTES:
                _, gone = self._kept.popitem(last=False)
                self._bytes -= len(gone)


def _differing(old: bytes, new: bytes) -> Iterator[Span]:
    """Yield the stretches of `new` that are not in `old` at the place that follows."""
    at_old = at_new = 0
    for _ in range(_MOST_DIFFERENCES + 1):
        same = _common(old, at_old, new, at_new)
        at_old, at_new = at_old + same, at_new + same
        if at_new == len(new):
            return
        meet_new, meet_old = _meet(old, at_old, new, at_new)
        yield at_new, meet_new
        if meet_new == len(new):
            return
        at_old, at_new = meet_old, meet_new
    yield at_new, len(new)


def _common(old: bytes, at_old: int, new: bytes, at_new: int) -> int:
    """Return how many bytes agree from here: doubling steps, then halving."""
    most = min(len(old) - at_old, len(new) - at_new)
    same, step = 0, 256
    while same < most:
        step = min(step, most - same)
        b = at_new + same
        if old.startswith(new[b : b + step], at_old + same):
            same += step
            step = min(step * 2, 1 << 20)
        elif step == 1:
            return same
        else:
            step //= 2
            most = min(most, same + 2 * step + 1)
    return same


def _meet(old: bytes, at_old: int, new: bytes, at_new: int) -> Span:
    """Return the next place where both agree again: in `new` and in `old`; the ends if nowhere."""
    for step in _STEPS:
        place = at_new + step
        anchor = new[place : place + _ANCHOR]
        if len(anchor) < _ANCHOR:
            break
        found = old.find(anchor, at_old, at_old + step + 65_536)
        if found >= 0:
            return place, found
    return len(new), len(old)


def _with_margin(differing: list[Span], length: int) -> Iterator[Span]:
    """Yield the stretches widened by the margin; those that touch then are one."""
    start = end = -1
    for first, last in differing:
        low, high = max(0, first - MARGIN), min(length, last + MARGIN)
        if start >= 0 and low <= end:
            end = high
            continue
        if start >= 0:
            yield start, end
        start, end = low, high
    if start >= 0:
        yield start, end
