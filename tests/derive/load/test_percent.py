from __future__ import annotations

import pytest

from launchready.derive.load.histogram import Histogram
from launchready.derive.load.percent import NEEDED, shown_us


@pytest.mark.parametrize("percent", NEEDED)
def test_a_percentile_is_shown_only_with_enough_samples(percent: float) -> None:
    histogram = Histogram()
    for _ in range(NEEDED[percent] - 1):
        histogram.record(100)
    assert shown_us(histogram.spread(), percent) is None
    histogram.record(100)
    assert shown_us(histogram.spread(), percent) == 100


def test_the_99th_percentile_takes_a_thousand_samples() -> None:
    assert NEEDED[99.0] == 1000
