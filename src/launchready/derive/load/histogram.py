"""Histograms with log-linear buckets: sparse, merged without loss, off by 0.2 % at most.

Times below 512 µs have a bucket each; every doubling above is cut into 256 buckets of equal width,
so a bucket is at most 0.4 % wide, and its middle is at most 0.2 % off.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate

from launchready.facts.load import Spread

_EXACT = 512
_BITS = 9
"""Of a time, that its bucket keeps."""
_HALF = 256
_LISTED = 1 << 16
GROUPS = 20
"""Percentiles that a thinned histogram keeps: 5, 10, 15 and so on."""


def bucket(us: int) -> int:
    """Return the bucket of a time in microseconds; negative times count as 0."""
    if us < _EXACT:
        return max(us, 0)
    shift = us.bit_length() - _BITS
    return (shift << 8) + (us >> shift)


def middle(index: int) -> float:
    """Return the microseconds in the middle of a bucket."""
    if index < _EXACT:
        return float(index)
    shift = (index >> 8) - 1
    low = (index - (shift << 8)) << shift
    return low + ((1 << shift) - 1) / 2


def bounds(index: int) -> tuple[int, int]:
    """Return the shortest and the longest time of a bucket, in microseconds."""
    if index < _EXACT:
        return index, index
    shift = (index >> 8) - 1
    low = (index - (shift << 8)) << shift
    return low, low + (1 << shift) - 1


@cache
def _buckets() -> array[int]:
    """Return the bucket of every time that most answers take."""
    return array("H", map(bucket, range(_LISTED)))


class Histogram:
    """Counts times. Recording is the hot path of a load run."""

    __slots__ = ("counts", "high", "low")

    def __init__(self) -> None:
        self.counts: dict[int, int] = {}
        self.low = -1
        """Microseconds; -1: nothing was recorded."""
        self.high = -1

    def record(self, us: int) -> None:
        """Count one time in microseconds."""
        if us < _EXACT:
            index = us = max(us, 0)
        else:
            shift = us.bit_length() - _BITS
            index = (shift << 8) + (us >> shift)
        # An exception for each new bucket is cheaper than a look-up for each time.
        try:
            self.counts[index] += 1
        except KeyError:
            self.counts[index] = 1
        if not self.low <= us <= self.high:
            self.low = us if self.low < 0 else min(self.low, us)
            self.high = max(self.high, us)

    def record_all(self, times: Sequence[int]) -> None:
        """Count many times in microseconds: for a hundred it takes a third as long."""
        if not times:
            return
        low, high = min(times), max(times)
        if low < 0 or high >= _LISTED:
            for us in times:
                self.record(us)
            return
        counts = self.counts
        for index, count in Counter(map(_buckets().__getitem__, times)).items():
            counts[index] = counts.get(index, 0) + count
        self.low = low if self.low < 0 else min(self.low, low)
        self.high = max(self.high, high)

    @property
    def count(self) -> int:
        """How many times were recorded."""
        return sum(self.counts.values())

    def add(self, other: Histogram | Spread) -> None:
        """Merge another one into this one, without loss."""
        pairs: Iterable[tuple[int, int]]
        if isinstance(other, Spread):
            pairs, low, high = other.counts, other.low_us, other.high_us
        else:
            pairs, low, high = other.counts.items(), other.low, other.high
        seen = False
        for index, count in pairs:
            seen = True
            self.counts[index] = self.counts.get(index, 0) + count
        if seen:
            self.low = low if self.low < 0 else min(self.low, low)
            self.high = max(self.high, high)

    def thinned(self) -> Histogram:
        """Return one of 20 buckets at most, with the same percentiles at 5, 10, 15 and so on."""
        if len(self.counts) <= GROUPS:
            return self
        thin = Histogram()
        thin.low, thin.high = self.low, self.high
        indexes = sorted(self.counts)
        counts = map(self.counts.__getitem__, indexes)
        thin.counts = shares(*percentile_buckets(indexes, counts))
        return thin

    def spread(self) -> Spread:
        """Return what was recorded as a value that is kept."""
        return Spread(tuple(sorted(self.counts.items())), max(self.low, 0), max(self.high, 0))


def percentile_buckets(indexes: Sequence[int], counts: Iterable[int]) -> tuple[int, list[int]]:
    """Return how many times there are, and the buckets of the percentiles at 5, 10, 15 and so on.

    Buckets in order and their counts. Nearest rank. There has to be a time at least.
    """
    passed = list(accumulate(counts))
    count = passed[-1]
    return count, [indexes[bisect_left(passed, rank)] for rank in _ranks(count)]


def shares(count: int, indexes: Iterable[int]) -> dict[int, int]:
    """Return the counts of a histogram of which only `percentile_buckets` are known.

    All that lies between two of the percentiles counts as the upper one.
    """
    counts: dict[int, int] = {}
    before = 0
    for index, rank in zip(indexes, _ranks(count), strict=True):
        if rank > before:
            counts[index] = counts.get(index, 0) + rank - before
            before = rank
    return counts


def merged(spreads: Iterable[Spread]) -> Spread:
    """Return several spreads as one."""
    whole = Histogram()
    for one in spreads:
        whole.add(one)
    return whole.spread()


def percentile_us(spread: Spread, percent: float) -> int | None:
    """Return the time that `percent` of all do not exceed (nearest rank); None for an empty one."""
    rank = _rank(spread.count, percent)
    passed = 0
    for index, count in spread.counts:
        passed += count
        if passed >= rank:
            return round(min(max(middle(index), spread.low_us), spread.high_us))
    return None


def percentile_ms(spread: Spread, percent: float) -> float | None:
    """Return a percentile in milliseconds; None for an empty spread."""
    us = percentile_us(spread, percent)
    return None if us is None else us / 1e3


def times(spread: Spread) -> Iterator[tuple[float, int]]:
    """Yield the middle of each bucket in microseconds, and how often it was met, in order."""
    for index, count in spread.counts:
        yield middle(index), count


def _ranks(count: int) -> list[int]:
    return [-(-count * group // GROUPS) for group in range(1, GROUPS + 1)]


def _rank(count: int, percent: float) -> int:
    """Nearest rank, in whole numbers: 95 % of 20 is the 19th, not the 20th by a rounding error."""
    return max(1, -(-count * round(percent * 1000) // 100_000))
