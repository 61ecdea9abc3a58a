from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.load.engine.schedule import arrivals, asked_for, share_of
from launchready.load.phase import Law, Phase

PHASES = st.builds(
    lambda law, rate, first, seconds, steps, seed: Phase(
        "p", seconds, rate, law, first, steps, seed=seed
    ),
    st.sampled_from([Law.CONSTANT, Law.POISSON, Law.RAMP, Law.STEPS]),
    st.floats(0, 300),
    st.floats(0, 300),
    st.floats(0.01, 10),
    st.integers(1, 8),
    st.integers(0, 1000),
)


@settings(deadline=None, max_examples=60)
@given(PHASES)
def test_moments_are_in_order_and_inside_the_phase(phase: Phase) -> None:
    moments = [moment for _, moment in arrivals(phase)]
    assert moments == sorted(moments)
    assert all(0 <= moment < phase.seconds for moment in moments)


@settings(deadline=None, max_examples=60)
@given(PHASES)
def test_as_many_arrive_as_the_rate_says(phase: Phase) -> None:
    count = len(list(arrivals(phase)))
    asked = asked_for(phase)
    slack = 6 * asked**0.5 + 6 if phase.law is Law.POISSON else 1.0001
    assert abs(count - asked) <= slack


@settings(deadline=None, max_examples=60)
@given(PHASES, st.integers(1, 5))
def test_all_shards_together_are_the_whole(phase: Phase, shards: int) -> None:
    parts = [list(arrivals(replace(phase, shard=n, shards=shards))) for n in range(shards)]
    assert sorted(each for part in parts for each in part) == list(arrivals(phase))
    assert all(number % shards == n for n, part in enumerate(parts) for number, _ in part)


def test_a_constant_rate_is_even() -> None:
    assert list(arrivals(Phase("p", 1, 4, Law.CONSTANT))) == [
        (0, 0),
        (1, 0.25),
        (2, 0.5),
        (3, 0.75),
    ]


def test_a_ramp_has_its_rate_at_every_moment() -> None:
    moments = [at for _, at in arrivals(Phase("p", 10, 100, Law.RAMP))]
    by_second = Counter(int(at) for at in moments)
    assert [by_second[second] for second in range(10)] == [5 + 10 * n for n in range(10)]


def test_a_ramp_may_lead_down() -> None:
    by_second = Counter(int(at) for _, at in arrivals(Phase("p", 10, 0, Law.RAMP, 100)))
    assert [by_second[second] for second in range(10)] == [95 - 10 * n for n in range(10)]


def test_steps_are_even_stairs() -> None:
    phase = Phase("p", 10, 50, Law.STEPS, 10, 5)
    by_stair = Counter(int(at // 2) for _, at in arrivals(phase))
    assert [by_stair[stair] for stair in range(5)] == [20, 40, 60, 80, 100]


def test_the_same_seed_makes_the_same_visitors_and_another_one_others() -> None:
    phase = Phase("p", 5, 50, Law.POISSON, seed=7)
    assert list(arrivals(phase)) == list(arrivals(phase))
    assert list(arrivals(phase)) != list(arrivals(replace(phase, seed=8)))


def test_poisson_arrivals_know_nothing_of_each_other() -> None:
    moments = [at for _, at in arrivals(Phase("p", 200, 50, Law.POISSON))]
    gaps = [late - early for early, late in pairwise(moments)]
    mean = sum(gaps) / len(gaps)
    deviation = (sum((gap - mean) ** 2 for gap in gaps) / len(gaps)) ** 0.5
    assert mean == pytest.approx(0.02, rel=0.05)
    assert deviation == pytest.approx(mean, rel=0.05)


@pytest.mark.parametrize(
    "phase",
    [
        Phase("p", 10, 0, Law.CONSTANT),
        Phase("p", 0, 10, Law.POISSON),
        Phase("p", 10, 0, Law.RAMP),
        Phase("p", 10, 10, Law.CLOSED, users=3),
    ],
    ids=["no rate", "no time", "flat ramp", "closed"],
)
def test_nobody_arrives(phase: Phase) -> None:
    assert list(arrivals(phase)) == []


def test_shares_are_even_and_not_a_pattern() -> None:
    shares = [share_of(1, number) for number in range(10_000)]
    assert all(0 <= share < 1 for share in shares)
    tenths = Counter(int(share * 10) for share in shares)
    assert all(850 < tenths[tenth] < 1150 for tenth in range(10))
    follows = Counter((int(a * 3), int(b * 3)) for a, b in pairwise(shares))
    assert all(900 < count < 1330 for count in follows.values())
