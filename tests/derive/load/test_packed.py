"""Histograms as bytes say what they said before."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.load.histogram import Histogram, percentile_us
from launchready.derive.load.packed import packed, packed_size, packed_thin, unpacked
from launchready.facts.load import Spread

durations = st.integers(0, 10**4) | st.integers(0, 10**7) | st.integers(0, 10**12)
samples = st.lists(durations, max_size=300)


def recorded(values: list[int]) -> Histogram:
    histogram = Histogram()
    for value in values:
        histogram.record(value)
    return histogram


@settings(max_examples=200, deadline=None)
@given(samples, st.sampled_from([1, 255, 256, 65_535, 65_536, 2**32 - 1, 2**32, 2**60]))
def test_nothing_is_lost(values: list[int], times: int) -> None:
    histogram = recorded(values)
    for index in tuple(histogram.counts)[:3]:
        histogram.counts[index] = times
    text = packed(histogram)
    again, end = unpacked(b"before" + text + b"behind", 6)
    assert end == 6 + len(text)
    assert again.counts == histogram.counts
    assert again.spread() == histogram.spread()
    assert packed_size(b"before" + text, 6) == len(text)


@settings(max_examples=200, deadline=None)
@given(samples)
def test_a_thin_one_is_the_thinned_one(values: list[int]) -> None:
    histogram = recorded(values)
    text = packed_thin(histogram)
    again, end = unpacked(text)
    assert end == len(text) == packed_size(text, 0) <= 81
    assert again.spread() == histogram.thinned().spread()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(durations, max_size=60), max_size=5))
def test_thin_ones_merge_as_thinned_ones_do(parts: list[list[int]]) -> None:
    plain, bytes_only = Histogram(), Histogram()
    for values in parts:
        plain.add(recorded(values).thinned())
        bytes_only.add(unpacked(packed_thin(recorded(values)))[0])
    assert bytes_only.spread() == plain.spread()


def test_many_times_are_kept_by_their_percentiles() -> None:
    histogram = recorded([number**2 for number in range(1, 5001)])
    text = packed_thin(histogram)
    assert len(text) == 61
    spread = unpacked(text)[0].spread()
    assert spread.count == 5000
    for percent in range(5, 101, 5):
        assert percentile_us(spread, percent) == percentile_us(histogram.spread(), percent)


def test_twenty_buckets_are_kept_as_they_are() -> None:
    histogram = recorded([number * 1000 for number in range(20)] * 3)
    histogram.counts[0] = 2**32 - 1
    text = packed_thin(histogram)
    assert len(text) == 141
    assert unpacked(text)[0].counts == histogram.counts


@pytest.mark.parametrize("step", [1, 2, 3, 7])
def test_buckets_side_by_side_take_a_byte_each(step: int) -> None:
    histogram = recorded(list(range(100, 400, step)) * 2)
    number = len(histogram.counts)
    text = packed(histogram)
    assert len(text) == 21 + min(3 * number, step * (number - 1) + 1)
    assert unpacked(text)[0].spread() == histogram.spread()
    again = unpacked(packed_thin(histogram))[0]
    assert again.spread() == histogram.thinned().spread()


def test_few_buckets_far_apart_stay_exact_when_thinned() -> None:
    histogram = recorded([*range(0, 36, 2), *range(100, 102)] * 50 + [1] * 3)
    assert unpacked(packed_thin(histogram))[0].counts == histogram.thinned().counts
    dense = recorded([0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24] * 50)
    assert unpacked(packed_thin(dense))[0].counts == dense.counts


def test_nothing_recorded_stays_nothing() -> None:
    assert unpacked(packed_thin(Histogram()))[0].spread() == Spread()


def test_a_text_that_ends_too_soon_is_refused() -> None:
    text = packed(recorded([1, 2, 3]))
    for end in range(len(text)):
        with pytest.raises(struct.error):
            unpacked(text[:end])


def test_an_unknown_kind_is_refused() -> None:
    text = bytearray(packed(recorded([1, 2, 3])))
    text[20] = 3
    with pytest.raises(KeyError):
        unpacked(text)
