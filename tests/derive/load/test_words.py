from __future__ import annotations

import pytest
from tests.checks.under_load import PROFILE, phase, timings, took

from launchready.derive.load.words import limit, percentiles, seen, slower, span, traffic, waited
from launchready.facts.load import Fault


@pytest.mark.parametrize(
    ("us", "said"),
    [
        (0, "0.0 ms"),
        (8_400, "8.4 ms"),
        (410_000, "410 ms"),
        (999_900, "1.0 s"),
        (2_440_000, "2.4 s"),
        (120_000_000, "120 s"),
    ],
)
def test_times_are_said_as_people_say_them(us: float, said: str) -> None:
    assert span(us) == said


@pytest.mark.parametrize(
    ("key", "target", "fail"),
    [
        ("p95_read", "300 ms", "500 ms"),
        ("chat_own", "2.5 s", "5 s"),
        ("chat_total", "20 s", "30 s"),
        ("error_rate", "1 %", "1 %"),
        ("load_users", "5", "4"),
        ("load_p95_ratio", "150 %", "200 %"),
    ],
)
def test_thresholds_are_said_with_their_unit(key: str, target: str, fail: str) -> None:
    one = PROFILE.threshold(key)
    assert (limit(one.target, one), limit(one.fail, one)) == (target, fail)


def test_percentiles_are_told_only_where_they_say_something() -> None:
    assert percentiles(took()) == "0 answers"
    assert percentiles(took((59, 80))) == "59 answers, p50 80 ms"
    assert percentiles(took((999, 80))) == "999 answers, p50 80 ms, p95 80 ms"
    assert percentiles(took((1_000, 80))).endswith("p99 80 ms")


def test_few_people_are_told_one_by_one() -> None:
    assert waited(took((3, 80), (1, 900)), "search") == (
        "Half of 4 visitors waited 80 ms or longer for search, the last of them 900 ms"
    )


def test_evidence_is_bounded() -> None:
    everything = dict.fromkeys(Fault, 1_000_000)
    assert len(seen(phase(), timings("load", took((60, 80)), everything))) <= 200


def test_a_phase_is_told_by_its_law_and_rate() -> None:
    assert traffic(phase()) == "load, poisson 12/s"
    assert traffic(phase("double", 24.5, "constant")) == "double, constant 24.5/s"
    assert traffic(phase(law="closed", rate=0.0)) == "load, 20 users in a closed loop"


def test_growth_of_a_few_visitors_is_told_one_by_one() -> None:
    said = slower(took((18, 20)), took((24, 600)))
    assert "one visitor in twenty" not in said
    assert "before, half of 18 visitors waited 20 ms or longer, the last of them 20 ms" in said
    assert "then, half of 24 visitors waited" in said
