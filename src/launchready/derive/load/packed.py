"""Histograms as bytes: many that are seldom read again fit into little memory.

The form: the lowest and the highest time in microseconds (8 bytes each), a number (4), a kind (1),
then buckets (2 each) in order, all little-endian. Kind 0 keeps percentiles, and the number is how
many times there were; the other kinds say in how many bytes each count is that follows, and the
number is that of buckets.
"""

from __future__ import annotations

from struct import Struct, pack, unpack_from

from launchready.derive.load.histogram import GROUPS, Histogram, percentile_buckets, shares

_HEAD = Struct("<QQIB")
_THIN = Struct(f"<QQIB{GROUPS}H")
_COUNTS = {1: "B", 2: "H", 4: "I", 8: "Q"}
NONE = _HEAD.pack(0, 0, 0, 1)
"""A histogram in which nothing was recorded."""


def packed(histogram: Histogram) -> bytes:
    """Write a histogram without loss."""
    counts = histogram.counts
    if not counts:
        return NONE
    indexes = sorted(counts)
    most = max(counts.values())
    size = 1 if most < 1 << 8 else 2 if most < 1 << 16 else 4 if most < 1 << 32 else 8
    number = len(indexes)
    return _HEAD.pack(histogram.low, histogram.high, number, size) + pack(
        f"<{number}H{number}{_COUNTS[size]}", *indexes, *map(counts.__getitem__, indexes)
    )


def packed_thin(histogram: Histogram) -> bytes:
    """Write what `Histogram.thinned` keeps: 141 bytes at most, and 61 for many times."""
    if len(histogram.counts) <= GROUPS:
        return packed(histogram)
    count, kept = percentile_buckets(histogram.counts)
    return _THIN.pack(histogram.low, histogram.high, count, 0, *kept)


def unpacked(text: bytes | bytearray, place: int = 0) -> tuple[Histogram, int]:
    """Read a histogram at a place; return it and the place behind it.

    Raises `struct.error` where the text ends too soon, `KeyError` for an unknown kind.
    """
    histogram = Histogram()
    low, high, number, kind = _HEAD.unpack_from(text, place)
    place += _HEAD.size
    if kind == 0:
        _, _, _, _, *kept = _THIN.unpack_from(text, place - _HEAD.size)
        histogram.counts = shares(number, kept)
        place += _THIN.size - _HEAD.size
    else:
        form = f"<{number}H{number}{_COUNTS[kind]}"
        both = unpack_from(form, text, place)
        histogram.counts = dict(zip(both[:number], both[number:], strict=True))
        place += number * (2 + kind)
    if histogram.counts:
        histogram.low, histogram.high = low, high
    return histogram, place


def packed_size(text: bytes | bytearray, place: int) -> int:
    """Return how many bytes the histogram at a place takes."""
    _, _, number, kind = _HEAD.unpack_from(text, place)
    return _HEAD.size + number * (2 + kind) if kind else _THIN.size
