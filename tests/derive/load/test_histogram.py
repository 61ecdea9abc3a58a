"""The histogram that all load figures rest on."""

from __future__ import annotations

import tracemalloc
from datetime import UTC, datetime
from math import exp
from statistics import NormalDist
from sys import getsizeof

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.load.histogram import (
    Histogram,
    bounds,
    bucket,
    merged,
    middle,
    percentile_us,
    times,
)
from launchready.facts.base import Facts, Sighting
from launchready.facts.load import PhaseTimings, RouteTimings, Spread
from launchready.store.codec import dump_facts, load_facts

MOST_OFF = 0.005

durations = st.integers(0, 10**4) | st.integers(0, 10**7) | st.integers(0, 10**12)
samples = st.lists(durations, max_size=60)


def recorded(values: list[int]) -> Histogram:
    histogram = Histogram()
    for value in values:
        histogram.record(value)
    return histogram


@settings(max_examples=500, deadline=None)
@given(durations)
def test_the_middle_of_a_bucket_is_near_every_time_in_it(us: int) -> None:
    index = bucket(us)
    low, high = bounds(index)
    assert low <= us <= high
    assert bucket(low) == bucket(high) == index
    assert low <= middle(index) <= high
    assert abs(middle(index) - us) <= us * MOST_OFF / 2


@settings(max_examples=200, deadline=None)
@given(durations)
def test_buckets_lie_side_by_side(us: int) -> None:
    index = bucket(us)
    assert bounds(index + 1)[0] == bounds(index)[1] + 1
    assert bucket(bounds(index + 1)[0]) == index + 1


@settings(max_examples=200, deadline=None)
@given(durations)
def test_recording_takes_the_same_bucket_as_asking_for_it(us: int) -> None:
    assert list(recorded([us]).counts) == [bucket(us)]


@settings(max_examples=300, deadline=None)
@given(st.lists(durations, min_size=1, max_size=60), st.sampled_from([0.1, 50, 90, 95, 99, 100]))
def test_a_percentile_is_off_by_half_a_percent_at_most(values: list[int], percent: float) -> None:
    true = sorted(values)[max(1, -(-len(values) * round(percent * 1000) // 100_000)) - 1]
    found = percentile_us(recorded(values).spread(), percent)
    assert found is not None
    assert abs(found - true) <= max(true * MOST_OFF, 0.5)


def test_percentiles_of_long_runs_are_off_by_half_a_percent_at_most() -> None:
    values = [round(exp(one)) for one in NormalDist(11, 1).samples(50_000, seed=5)]
    spread = recorded(values).spread()
    values.sort()
    for percent in (50, 75, 90, 95, 99, 99.9):
        true = values[round(len(values) * percent / 100) - 1]
        assert percentile_us(spread, percent) == pytest.approx(true, rel=MOST_OFF)


@pytest.mark.parametrize(("percent", "rank"), [(50, 10), (95, 19), (99, 20), (5, 1), (1, 1)])
def test_a_percentile_is_the_nearest_rank(percent: float, rank: int) -> None:
    assert percentile_us(recorded(list(range(1, 21))).spread(), percent) == rank


def test_an_empty_spread_has_no_percentile() -> None:
    assert percentile_us(Spread(), 50) is None
    assert Histogram().spread() == Spread()
    assert list(times(Spread())) == []


def test_a_time_below_nothing_counts_as_nothing() -> None:
    assert recorded([-5]).spread() == Spread(((0, 1),), 0, 0)


@settings(max_examples=300, deadline=None)
@given(samples, samples, samples)
def test_merging_is_the_same_as_recording_everything_in_one(
    one: list[int], two: list[int], three: list[int]
) -> None:
    spreads = [recorded(values).spread() for values in (one, two, three)]
    whole = recorded(one + two + three).spread()
    assert merged(spreads) == whole
    assert merged(reversed(spreads)) == whole
    assert merged([merged(spreads[:2]), spreads[2]]) == whole
    assert merged([spreads[0], merged(spreads[1:])]) == whole


@settings(max_examples=200, deadline=None)
@given(samples, samples)
def test_a_histogram_takes_a_histogram_as_it_takes_its_spread(
    one: list[int], two: list[int]
) -> None:
    direct, kept = recorded(one), recorded(one)
    direct.add(recorded(two))
    kept.add(recorded(two).spread())
    assert direct.spread() == kept.spread() == recorded(one + two).spread()


@settings(max_examples=200, deadline=None)
@given(samples)
def test_a_spread_knows_its_count_and_its_ends(values: list[int]) -> None:
    spread = recorded(values).spread()
    assert spread.count == len(values)
    assert (spread.low_us, spread.high_us) == (min(values, default=0), max(values, default=0))
    assert [index for index, _ in spread.counts] == sorted({bucket(one) for one in values})


@settings(max_examples=100, deadline=None)
@given(samples)
def test_a_spread_survives_being_kept(values: list[int]) -> None:
    spread = recorded(values).spread()
    fact = RouteTimings("home", phases=(PhaseTimings("load", spread, merged([spread])),))
    facts = Facts([Sighting(fact, datetime(2026, 1, 1, tzinfo=UTC))])
    assert next(iter(load_facts(dump_facts(facts)))).what == fact


@settings(max_examples=200, deadline=None)
@given(st.lists(durations, min_size=1, max_size=60))
def test_percentiles_never_fall_and_stay_between_the_ends(values: list[int]) -> None:
    spread = recorded(values).spread()
    found = [percentile_us(spread, percent) or 0 for percent in range(0, 101, 5)]
    assert found == sorted(found)
    assert found[0] >= spread.low_us
    assert found[-1] <= spread.high_us


def test_memory_depends_on_the_times_met_not_on_how_many() -> None:
    histogram, values = Histogram(), NormalDist(11, 1).samples(100_000, seed=7)
    tracemalloc.start()
    try:
        for value in values:
            histogram.record(round(exp(value)))
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 400_000
    assert len(histogram.counts) < 5_000


def test_hours_fit_into_a_few_thousand_buckets() -> None:
    assert bucket(3_600_000_000) < 7_000


@pytest.mark.slow
def test_ten_million_times_take_no_more_memory_than_a_hundred_thousand() -> None:
    histogram = Histogram()
    values = [round(exp(one)) for one in NormalDist(11, 1).samples(100_000, seed=7)]
    sizes = []
    for _ in range(100):
        for value in values:
            histogram.record(value)
        sizes.append(getsizeof(histogram.counts))
    assert histogram.count == 10_000_000
    assert sizes[-1] == sizes[0] < 400_000


@settings(deadline=None, max_examples=100)
@given(st.lists(st.integers(0, 10**8), min_size=1, max_size=300))
def test_a_thinned_histogram_keeps_every_fifth_percentile(values: list[int]) -> None:
    histogram = Histogram()
    for us in values:
        histogram.record(us)
    thin = histogram.thinned()
    assert len(thin.counts) <= 20
    assert thin.count == histogram.count
    for percent in range(5, 101, 5):
        assert percentile_us(thin.spread(), percent) == percentile_us(histogram.spread(), percent)


@given(samples, samples)
def test_many_times_at_once_are_the_same_times(first: list[int], second: list[int]) -> None:
    at_once = Histogram()
    for values in (first, second, []):
        at_once.record_all([*values, *(-value for value in values)])
    alone = recorded(
        [value for values in (first, second) for one in values for value in (one, -one)]
    )
    assert at_once.counts == alone.counts
    assert (at_once.low, at_once.high) == (alone.low, alone.high)
