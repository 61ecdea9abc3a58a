"""Exported histograms, read back with HdrHistogram's own library."""

from __future__ import annotations

import json
from math import exp
from statistics import NormalDist

import pytest
from hdrh.histogram import HdrHistogram
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.load.export import hdr_v2, hgrm, plain
from launchready.derive.load.histogram import Histogram
from launchready.facts.load import Spread

MOST_OFF = 0.005


def recorded(values: list[int]) -> Spread:
    histogram = Histogram()
    for value in values:
        histogram.record(value)
    return histogram.spread()


def lognormal(count: int) -> list[int]:
    return sorted(round(exp(one)) for one in NormalDist(11, 0.8).samples(count, seed=3))


def test_other_tools_read_the_percentiles_that_were_measured() -> None:
    values = lognormal(20_000)
    read = HdrHistogram.decode(hdr_v2(recorded(values)))
    assert read.get_total_count() == len(values)
    for percent in (50, 75, 90, 95, 99, 99.9):
        true = values[round(len(values) * percent / 100) - 1]
        assert read.get_value_at_percentile(percent) == pytest.approx(true, rel=MOST_OFF)
    assert read.get_min_value() == pytest.approx(values[0], rel=0.001)
    assert read.get_max_value() == pytest.approx(values[-1], rel=0.001)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 10**11), min_size=1, max_size=30))
def test_nothing_is_lost_on_the_way(values: list[int]) -> None:
    read = HdrHistogram.decode(hdr_v2(recorded(values)))
    assert read.get_total_count() == len(values)
    true = sorted(values)[(len(values) + 1) // 2 - 1]
    rank = 100 * ((len(values) + 1) // 2) / len(values)
    assert abs(read.get_value_at_percentile(rank) - true) <= max(true * MOST_OFF, 1)


def test_exported_histograms_add_up_as_spreads_do() -> None:
    first, second = lognormal(500), [one * 2 for one in lognormal(500)]
    read = HdrHistogram.decode(hdr_v2(recorded(first)))
    read.decode_and_add(hdr_v2(recorded(second)))
    whole = sorted(first + second)
    assert read.get_total_count() == 1000
    assert read.get_value_at_percentile(95) == pytest.approx(whole[949], rel=MOST_OFF)


def test_an_empty_spread_is_an_empty_histogram() -> None:
    assert HdrHistogram.decode(hdr_v2(Spread())).get_total_count() == 0
    assert "TotalCount     =            0]" in hgrm(Spread())
    assert plain(Spread())["buckets"] == []


def test_the_table_gives_milliseconds_at_each_percentile() -> None:
    values = lognormal(2_000)
    lines = hgrm(recorded(values)).splitlines()
    assert lines[0].split() == ["Value", "Percentile", "TotalCount", "1/(1-Percentile)"]
    rows = [[float(cell) for cell in line.split()] for line in lines[2:] if line[0] != "#"]
    for milliseconds, share, count, *inverse in rows:
        true = values[int(count) - 1] / 1e3
        assert milliseconds == pytest.approx(true, rel=MOST_OFF)
        assert count >= share * len(values) - 1
        assert bool(inverse) == (share < 1)
    assert rows[-1][1:] == [1.0, 2000]
    mean = sum(values) / len(values) / 1e3
    assert float(lines[-3].split("=")[1].split(",")[0]) == pytest.approx(mean, rel=MOST_OFF)
    deviation = (sum((one / 1e3 - mean) ** 2 for one in values) / len(values)) ** 0.5
    assert float(lines[-3].split("=")[2].rstrip("]")) == pytest.approx(deviation, rel=0.01)


def test_plain_values_go_through_json() -> None:
    values = [300, 5_000, 5_001, 700_000]
    read = json.loads(json.dumps(plain(recorded(values))))
    assert (read["unit"], read["count"], read["min"], read["max"]) == ("us", 4, 300, 700_000)
    assert read["percentiles"]["50"] == pytest.approx(5_000, rel=MOST_OFF)
    assert sum(count for _, _, count in read["buckets"]) == 4
    assert all(
        sum(low <= value <= high for value in values) == count
        for low, high, count in read["buckets"]
    )
    assert HdrHistogram.decode(read["hdr_v2"]).get_total_count() == 4
