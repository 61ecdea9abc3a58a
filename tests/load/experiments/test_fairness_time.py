"""How long fairness goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.load.experiments.world import order

from launchready.load.experiments.fairness import enough_s


@pytest.mark.parametrize(
    ("asked", "per_s", "seconds"),
    [
        (10.0, 20.0, 10.0),  # 200 answers come within what was asked for
        (10.0, 4.25, 20.0),
        (10.0, 0.1, 180.0),  # but not for ever
        (1.0, 100.0, 3.0),
    ],
)
def test_it_goes_on_until_enough_answers_have_come(
    asked: float, per_s: float, seconds: float
) -> None:
    assert enough_s(replace(order(), stretch=True), asked, per_s) == pytest.approx(seconds)


def test_it_keeps_to_the_time_that_was_asked_for() -> None:
    assert enough_s(replace(order(), stretch=False), 10.0, 1.0) == 10.0
