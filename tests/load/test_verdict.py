from __future__ import annotations

from dataclasses import replace

import pytest
from tests.load import samples

from launchready.facts.base import Fact
from launchready.load.judged import judge_load
from launchready.model.verdict import Decision
from launchready.profiles import load_bar, load_profile

PROFILE, BAR = load_profile("default"), load_bar()


def decided(*found: Fact) -> tuple[Decision, str]:
    verdict = judge_load(samples.facts_of(*found), PROFILE, BAR).verdict
    return verdict.decision, verdict.decided_by


def a_search(**more: object) -> tuple[Fact, Fact]:
    return samples.a_run(experiment="knee", phases=()), samples.a_knee(**more)


def test_a_knee_beyond_twice_the_expected_traffic_is_a_go() -> None:
    assert decided(*a_search())[0] is Decision.GO


@pytest.mark.parametrize(
    "more", [{"expected_per_s": 0.0}, {"inconclusive": "the target is too noisy"}]
)
def test_a_knee_that_says_nothing_is_no_go_ahead(more: dict[str, object]) -> None:
    assert decided(*a_search(**more)) == (
        Decision.NOT_PROVEN,
        "nothing that this run was made for could be judged",
    )


def test_a_knee_below_the_expected_traffic_is_a_no_go() -> None:
    found = a_search(expected_per_s=400.0)
    decision, why = decided(*found)
    assert decision is Decision.NO_GO
    assert why.startswith("1 fix-now high risk")


def test_a_go_says_what_was_proven() -> None:
    decision, why = decided(*a_search())
    assert decision is Decision.GO
    assert "blocker row is proven" not in why
    assert "proven: load.degradation, load.double" in why


def test_fairness_with_too_few_answers_proves_nothing() -> None:
    few = replace(samples.fairness(limited=True), beside=samples.spread(20, 44))
    run = samples.a_run(experiment="fairness", phases=())
    assert decided(run, few) == (
        Decision.NOT_PROVEN,
        "nothing that this run was made for could be judged",
    )


def test_a_run_that_ended_early_is_no_go_ahead() -> None:
    knee = samples.a_knee()
    run = samples.a_run(experiment="knee", phases=(), stopped="stopped by you (Ctrl-C)")
    decision, why = decided(run, knee)
    assert decision is Decision.NOT_PROVEN
    assert why == "the run ended early: stopped by you (Ctrl-C)"
