from __future__ import annotations

from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.load.shares import RISK, at_least, at_most, needed


def chance_of_up_to(hits: int, count: int, share: float) -> float:
    """The binomial distribution, term by term."""
    return sum(comb(count, k) * share**k * (1 - share) ** (count - k) for k in range(hits + 1))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 120).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_bounds_are_those_of_the_binomial_distribution(counts: tuple[int, int]) -> None:
    hits, count = counts
    low, high = at_least(hits, count), at_most(hits, count)
    assert 0 <= low <= hits / count <= high <= 1
    if hits:
        assert 1 - chance_of_up_to(hits - 1, count, low) == pytest.approx(RISK, rel=1e-6)
    if hits < count:
        assert chance_of_up_to(hits, count, high) == pytest.approx(RISK, rel=1e-6)


@pytest.mark.parametrize(
    ("failed", "asked", "low", "high"),
    [
        (0, 299, 0.0, 0.009969),
        (0, 59, 0.0, 0.049508),
        (3, 1_000, 0.000818, 0.007735),
        (60, 60, 0.951297, 1.0),
        (10_000, 1_000_000, 0.009837, 0.010165),
        (0, 0, 0.0, 1.0),
    ],
)
def test_known_bounds(failed: int, asked: int, low: float, high: float) -> None:
    assert at_least(failed, asked) == pytest.approx(low, abs=1e-6)
    assert at_most(failed, asked) == pytest.approx(high, abs=1e-6)


@pytest.mark.parametrize(
    ("failed", "share", "requests"),
    [(0, 0.01, 299), (2, 0.01, 628), (0, 0.05, 59), (9, 0.01, 1568)],
)
def test_says_how_many_it_takes(failed: int, share: float, requests: int) -> None:
    assert needed(failed, share) == requests
    assert at_most(failed, requests) <= share < at_most(failed, requests - 1)
