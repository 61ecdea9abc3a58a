"""Histograms as bytes: many that are seldom read again fit into little memory.

The form, all little-endian: the lowest and the highest time in microseconds (8 bytes each), a
number (4) and a kind (1). Kind 0: buckets of percentiles follow (2 each), and the number is how
many times there were. Kinds 1, 2, 4 and 8: so many buckets follow (2 each), and how often each was
met, in so many bytes each. Kinds 17 and so on: the number is that of all buckets from that of the
lowest to that of the highest time, and how often each was met follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from struct import Struct, pack, unpack_from

from launchready.derive.load.histogram import (
    GROUPS,
    Histogram,
    bucket,
    percentile_buckets,
    shares,
)

_HEAD = Struct("<QQIB")
_THIN = Struct(f"<QQIB{GROUPS}H")
_COUNTS = {1: "B", 2: "H", 4: "I", 8: "Q"}
_DENSE = 16
_NONE = _HEAD.pack(0, 0, 0, 1)


def packed(histogram: Histogram) -> bytes:
    """Write a histogram without loss."""
    counts = histogram.counts
    if not counts:
        return _NONE
    low, high, number = histogram.low, histogram.high, len(counts)
    most = max(counts.values())
    size = 1 if most < 1 << 8 else 2 if most < 1 << 16 else 4 if most < 1 << 32 else 8
    # Where many buckets lie side by side, going through them all is quicker than sorting.
    if number > GROUPS and len(span := _span(low, high)) * size <= number * (2 + size):
        return _HEAD.pack(low, high, len(span), _DENSE + size) + pack(
            f"<{len(span)}{_COUNTS[size]}", *map(counts.get, span, repeat(0))
        )
    indexes = sorted(counts)
    return _HEAD.pack(low, high, number, size) + pack(
        f"<{number}H{number}{_COUNTS[size]}", *indexes, *map(counts.__getitem__, indexes)
    )


def packed_thin(histogram: Histogram) -> bytes:
    """Write what `Histogram.thinned` keeps: 141 bytes at most, and 61 for many times."""
    if len(histogram.counts) <= GROUPS:
        return packed(histogram)
    return thinned(packed(histogram))


def thinned(text: bytes) -> bytes:
    """Return a histogram as `packed_thin` writes it, without making one of it."""
    low, high, number, kind = _HEAD.unpack_from(text)
    if kind == 0 or number <= GROUPS:
        return text
    indexes, counts = _content(text, 0)
    count, kept = percentile_buckets(indexes, counts)
    return _THIN.pack(low, high, count, 0, *kept)


def unpacked(text: bytes | bytearray, place: int = 0) -> tuple[Histogram, int]:
    """Read a histogram at a place; return it and the place behind it.

    Raises `struct.error` where the text ends too soon, `KeyError` for an unknown kind.
    """
    histogram = Histogram()
    low, high, number, kind = _HEAD.unpack_from(text, place)
    if kind == 0:
        # One tuple for all: CPython 3.11 keeps thousands of tuples of just twenty.
        _, _, _, _, *kept = _THIN.unpack_from(text, place)
        histogram.counts = shares(number, kept)
    else:
        pairs = zip(*_content(text, place), strict=True)
        histogram.counts = {index: count for index, count in pairs if count}
    if histogram.counts:
        histogram.low, histogram.high = low, high
    return histogram, place + packed_size(text, place)


def packed_size(text: bytes | bytearray, place: int) -> int:
    """Return how many bytes the histogram at a place takes."""
    _, _, number, kind = _HEAD.unpack_from(text, place)
    each = kind - _DENSE if kind > _DENSE else 2 + kind
    size: int = _HEAD.size + number * each if kind else _THIN.size
    return size


def _content(text: bytes | bytearray, place: int) -> tuple[Sequence[int], tuple[int, ...]]:
    """Return buckets in order, and how often each was met."""
    low, high, number, kind = _HEAD.unpack_from(text, place)
    place += _HEAD.size
    if kind > _DENSE:
        return _span(low, high), unpack_from(f"<{number}{_COUNTS[kind - _DENSE]}", text, place)
    both = unpack_from(f"<{number}H{number}{_COUNTS[kind]}", text, place)
    return both[:number], both[number:]


def _span(low: int, high: int) -> range:
    return range(bucket(low), bucket(high) + 1)
