from __future__ import annotations

import random

import pytest
from tests.checks.under_load import PROFILE, took

from launchready.derive.load.growth import (
    growth_level,
    growth_percent,
    surely_kept,
    surely_reached,
)
from launchready.derive.load.histogram import Histogram
from launchready.facts.load import Spread
from launchready.model.check import UnclearError
from launchready.model.profile import Level

RATIO = PROFILE.threshold("load_p95_ratio")


def dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - the same draws each time


def drawn(chance: random.Random, count: int) -> Spread:
    histogram = Histogram()
    for _ in range(count):
        histogram.record(round(chance.lognormvariate(11, 0.6)))
    return histogram.spread()


def test_the_same_product_measured_twice_is_never_twice_as_slow() -> None:
    chance = dice(7)
    alarms = 0
    for _ in range(200):
        try:
            level = growth_level(drawn(chance, 75), drawn(chance, 300), RATIO)
        except UnclearError:
            continue
        alarms += level is not Level.MET
    assert alarms <= 2


def test_the_true_percentile_lies_between_the_bounds() -> None:
    chance = dice(9)
    true = surely_reached(drawn(chance, 400_000)), surely_kept(drawn(chance, 400_000))
    assert true[1] < 1.02 * true[0]
    inside = 0
    for _ in range(200):
        one = drawn(chance, 120)
        inside += surely_reached(one) <= true[1] and surely_kept(one) >= true[0]
    assert inside >= 170


@pytest.mark.parametrize(
    ("spread", "low", "high"),
    [
        pytest.param(Spread(), 0, 0, id="nothing"),
        pytest.param(took((1, 80)), 80_000, 80_000, id="one time"),
        pytest.param(took((60, 80), (1, 900)), 80_000, 900_000, id="one outlier"),
        pytest.param(took((100, 80), (100, 900)), 900_000, 900_000, id="half are slow"),
    ],
)
def test_bounds(spread: Spread, low: int, high: int) -> None:
    assert (surely_reached(spread), surely_kept(spread)) == (low, high)


def test_short_times_count_as_twenty_milliseconds() -> None:
    assert growth_percent(took((99, 2)), took((99, 20))) == 100
    assert growth_percent(took((99, 10)), took((99, 50))) == 250
    assert growth_percent(took((99, 100)), took((99, 250))) == pytest.approx(250, rel=0.01)


def test_few_quiet_answers_are_enough_where_the_load_changes_nothing() -> None:
    before = took(*((1, ms) for ms in range(100, 200, 5)))
    assert before.count == 20
    assert growth_level(before, took((60, 180)), RATIO) is Level.MET


@pytest.mark.parametrize("after", [300, 900])
def test_few_quiet_answers_prove_no_growth(after: int) -> None:
    with pytest.raises(UnclearError, match="20 of the 60"):
        growth_level(took(*((1, ms) for ms in range(100, 200, 5))), took((60, after)), RATIO)


def test_a_product_that_doubles_never_passes_by_a_few_quiet_answers() -> None:
    chance = dice(11)
    passed = 0
    for _ in range(200):
        twice = Histogram()
        for _ in range(300):
            twice.record(2 * round(chance.lognormvariate(11, 0.6)))
        try:
            passed += growth_level(drawn(chance, 20), twice.spread(), RATIO) is Level.MET
        except UnclearError:
            continue
    assert passed <= 2
