from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.load.noise import too_noisy


@pytest.mark.parametrize(
    "windows",
    [
        [15_000, 16_000, 14_500],
        [15_000, 15_500, 107_000],
        [900, 2_500, 5_500],
        [100_000, 140_000, 69_000],
        [200_000, 230_000, 210_000, 190_000, 900_000],
    ],
)
def test_windows_that_agree_are_a_baseline(windows: list[int]) -> None:
    assert too_noisy(windows) == ""


@pytest.mark.parametrize(
    "windows",
    [
        [15_000, 107_000, 60_000],
        [20_000, 80_000, 21_000, 79_000],
        [0, 90_000, 90_000],
    ],
)
def test_windows_that_differ_are_none(windows: list[int]) -> None:
    assert "differ too much to compare with" in too_noisy(windows)


def test_windows_most_of_which_were_disturbed_alike_are_none() -> None:
    assert too_noisy([15_000, 100_000, 107_000]) == (
        "the quiet response times differ too much to compare with: 15, 100, 107 ms"
    )


@pytest.mark.parametrize("windows", [[], [15_000], [15_000, 15_000]])
def test_fewer_than_three_windows_are_none(windows: list[int]) -> None:
    assert f"{len(windows)} quiet windows are no baseline, 3 are needed" == too_noisy(windows)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 10**9), max_size=9))
def test_the_order_of_windows_does_not_matter(windows: list[int]) -> None:
    assert bool(too_noisy(windows)) == bool(too_noisy(sorted(windows)))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 10**7), min_size=3, max_size=9))
def test_noise_that_only_slows_windows_never_makes_half_of_them_a_baseline(
    windows: list[int],
) -> None:
    disturbed = [one * 2 + 6_000 for one in windows[: len(windows) // 2 + 1]]
    calm = [5_000] * (len(windows) - len(disturbed))
    slow = [max(one, 20_000) for one in disturbed]
    assert too_noisy([*slow, *calm])
