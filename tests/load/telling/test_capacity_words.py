"""How much is served at most is another number than the rate at which waiting begins."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.load import samples

from launchready.facts.base import Facts, Sighting
from launchready.facts.crowd import KneeStep
from launchready.load.telling.drawings import charts
from launchready.load.telling.experiment_figures import experiment_tables
from launchready.load.telling.experiment_words import experiment_words
from launchready.profiles import load_profile

TOO_MUCH = KneeStep(587.0, 400.0, 1_600_000, 0, 2300, passed=False)
KNOWN: dict[str, Any] = {"capacity_per_s": 400.0, "capacity_steps": (TOO_MUCH, TOO_MUCH)}


def facts(**more: Any) -> Facts:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    return Facts([Sighting(samples.a_knee(**more), at)])


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (KNOWN, "At most 400/s are served: asked evenly for 587/s, it served no more"),
        (
            {"capacity_why": "it served all of 200/s, the most that the ceiling allows"},
            "How much is served at most cannot be said: it served all of 200/s",
        ),
    ],
)
def test_it_is_said(more: dict[str, Any], words: str) -> None:
    assert words in "\n".join(experiment_words(facts(**more)))


def test_what_nobody_found_is_not_said_twice() -> None:
    said = list(experiment_words(facts(inconclusive="too noisy", capacity_why="too noisy")))
    assert len([line for line in said if "too noisy" in line]) == 1


def test_it_is_tabulated_and_marked() -> None:
    tables = {one.title: one for one in experiment_tables(facts(**KNOWN))}
    assert [row[:2] for row in tables["More than can be served"].rows] == [("587/s", "400/s")] * 2
    [chart] = charts(facts(**KNOWN), load_profile("default"))
    assert (400.0, "served at most: 400/s") in chart.marks
    assert "More than can be served" not in {one.title for one in experiment_tables(facts())}
