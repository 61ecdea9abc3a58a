from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.load.noise import scatter, too_noisy


@pytest.mark.parametrize(
    "windows",
    [
        [15_000, 16_000, 14_500],
        [15_000, 15_500, 107_000],
        [900, 2_500, 1_500],
        [200_000, 230_000, 210_000, 190_000, 900_000],
    ],
)
def test_windows_that_agree_are_a_baseline(windows: list[int]) -> None:
    assert too_noisy(windows) == ""


@pytest.mark.parametrize(
    ("windows", "why"),
    [
        ([15_000, 107_000, 60_000], "scatter too much to compare with: 15.0 to 107.0 ms"),
        ([15_000, 100_000, 107_000], "more than half of the quiet windows were disturbed"),
        ([15_000, 15_000], "2 quiet windows are no baseline, 3 are needed"),
        ([], "0 quiet windows are no baseline"),
        ([0, 0, 0], "nothing was measured"),
        ([20_000, 80_000, 21_000, 79_000], "scatter too much"),
    ],
)
def test_windows_that_differ_say_why_they_are_none(windows: list[int], why: str) -> None:
    assert why in too_noisy(windows)


def test_scatter_is_that_of_most_values() -> None:
    assert scatter([100, 100, 100, 9_000]) == 0
    assert scatter([90, 100, 110]) == pytest.approx(0.148, rel=0.01)
    assert scatter([]) == 0


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 10**9), max_size=9))
def test_the_order_of_windows_does_not_matter(windows: list[int]) -> None:
    assert too_noisy(windows) == too_noisy(sorted(windows))
