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
from launchready.load.telling.figures import tables
from launchready.load.telling.words import lines
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


def test_both_laws_are_said_with_their_highest_rates() -> None:
    phases = (
        samples.phase("quiet", 10, 20, 40, law="constant"),
        samples.phase("16.0/s", 16, 5, 40),
        samples.phase("20.0/s", 20, 5, 40),
        samples.phase("capacity at 40.0/s", 40, 5, 40, law="constant"),
    )
    run = samples.a_run(experiment="knee", phases=phases)
    sent = lines(samples.facts_of(run), load_profile("default"))[0]
    assert (
        "at most 20 journeys/s (Poisson arrivals) and 40 journeys/s (constant arrivals), by" in sent
    )


def test_the_tables_do_not_call_two_things_by_one_name() -> None:
    steps = {one.title: one for one in tables(samples.facts_of(samples.a_run(), samples.a_knee()))}
    assert "served" in steps["Rates that were tried"].head
    sent = steps["What was sent, and how honest the generator was"].head
    assert "sent" in sent
    assert not {"reached", "served"} & set(sent)


def test_it_is_tabulated_and_marked() -> None:
    tables = {one.title: one for one in experiment_tables(facts(**KNOWN))}
    assert [row[:2] for row in tables["More than can be served"].rows] == [("587/s", "400/s")] * 2
    [chart] = charts(facts(**KNOWN), load_profile("default"))
    assert (400.0, "served at most: 400/s") in chart.marks
    assert "More than can be served" not in {one.title for one in experiment_tables(facts())}
