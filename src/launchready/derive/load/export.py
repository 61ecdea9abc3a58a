"""Spreads in the formats of other tools: HdrHistogram's V2 and `.hgrm`, and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from launchready.derive.load.histogram import bounds, bucket, middle, percentile_us
from launchready.facts.load import Spread

if TYPE_CHECKING:
    from hdrh.histogram import HdrHistogram

DIGITS = 3
"""Significant digits of an exported histogram: 0.1 %, finer than the buckets it is made from."""
HIGHEST_US = 3_600_000_000
"""One hour; a histogram with longer times covers twice the longest."""
_TICKS = 5
"""Lines of a `.hgrm` table for each halving of the distance to 100 %."""
_PERCENTS = (50.0, 75.0, 90.0, 95.0, 99.0, 99.9)


def hdr_v2(spread: Spread) -> str:
    """Return HdrHistogram's compressed V2 encoding in base64; its values are microseconds."""
    encoded: bytes = _hdr(spread).encode()
    return encoded.decode("ascii")


def hgrm(spread: Spread) -> str:
    """Return HdrHistogram's table of percentiles in milliseconds, as its plotters read it."""
    # The library's own writer gives the deviation in another unit than everything else.
    histogram = _hdr(spread)
    lines = [f"{'Value':>12} {'Percentile':>14} {'TotalCount':>10} {'1/(1-Percentile)':>14}", ""]
    for one in histogram.get_percentile_iterator(_TICKS) if spread.count else ():
        share = one.percentile_level_iterated_to / 100
        line = (
            f"{one.value_iterated_to / 1e3:12.3f} {share:2.12f} {one.total_count_to_this_value:10}"
        )
        lines.append(line if share >= 1 else f"{line} {1 / (1 - share):14.2f}")
    mean, deviation = histogram.get_mean_value() / 1e3, histogram.get_stddev() / 1e3
    buckets, within = histogram.bucket_count, histogram.sub_bucket_count
    lines += [
        f"#[Mean    = {mean:12.3f}, StdDeviation   = {deviation:12.3f}]",
        f"#[Max     = {spread.high_us / 1e3:12.3f}, TotalCount     = {spread.count:12}]",
        f"#[Buckets = {buckets:12}, SubBuckets     = {within:12}]",
    ]
    return "\n".join(lines) + "\n"


def plain(spread: Spread) -> dict[str, Any]:
    """Return a spread as plain values for JSON: its buckets with their bounds, and percentiles."""
    return {
        "unit": "us",
        "count": spread.count,
        "min": spread.low_us,
        "max": spread.high_us,
        "percentiles": {f"{one:g}": percentile_us(spread, one) for one in _PERCENTS},
        "buckets": [[*bounds(index), count] for index, count in spread.counts],
        "hdr_v2": hdr_v2(spread),
    }


def _hdr(spread: Spread) -> HdrHistogram:
    from hdrh.histogram import HdrHistogram

    histogram = HdrHistogram(1, max(HIGHEST_US, 2 * spread.high_us), DIGITS)
    for us, count in _recorded(spread):
        histogram.record_value(us, count)
    return histogram


def _recorded(spread: Spread) -> Iterator[tuple[int, int]]:
    """Yield the time that each bucket stands for, and its count.

    The shortest and the longest time are known exactly, and leave their buckets.
    """
    left = dict(spread.counts)
    if spread.count > 1:
        for us in (spread.low_us, spread.high_us):
            left[bucket(us)] -= 1
            yield us, 1
    for index, count in left.items():
        yield round(min(max(middle(index), spread.low_us), spread.high_us)), count
