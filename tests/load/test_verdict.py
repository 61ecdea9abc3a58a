from __future__ import annotations

from dataclasses import replace

from tests.load import samples

from launchready.facts.base import Fact
from launchready.facts.load import LoadRun
from launchready.facts.product import Product, Route, RouteKind
from launchready.load.judged import judge_load
from launchready.model.verdict import Decision, RowStatus
from launchready.profiles import load_bar, load_profile

PROFILE, BAR = load_profile("default"), load_bar()


def decided(*found: Fact) -> tuple[Decision, str]:
    verdict = judge_load(samples.facts_of(*found), PROFILE, BAR).verdict
    return verdict.decision, verdict.decided_by


def a_search(**more: object) -> tuple[Fact, Fact]:
    return samples.a_run(experiment="knee", phases=()), samples.a_knee(**more)


def test_a_knee_beyond_twice_the_expected_traffic_is_a_go() -> None:
    assert decided(*a_search())[0] is Decision.GO


def test_a_knee_that_says_nothing_is_no_go_ahead() -> None:
    assert decided(*a_search(inconclusive="the target is too noisy")) == (
        Decision.NOT_PROVEN,
        "nothing that this run was made for could be judged",
    )


def test_a_knee_without_an_expected_rate_is_named_and_asks_for_it() -> None:
    assert decided(*a_search(expected_per_s=0.0)) == (
        Decision.NOT_PROVEN,
        "the knee is 328/s; whether that is enough, --expected decides",
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


def a_closed_loop() -> LoadRun:
    waiting = samples.phase("run", 0, 60, 46, law="closed", users=6, arrivals=600)
    return samples.a_run(experiment="run", phases=(waiting,))


def asked_in_a_run(median_ms: float) -> Fact:
    timings = samples.timings("run", median_ms, 1200)
    return replace(samples.route("login", RouteKind.LOGIN, median_ms), phases=(timings,))


def test_a_closed_loop_is_never_a_reason_for_a_go() -> None:
    facts = samples.facts_of(a_closed_loop(), asked_in_a_run(20))
    judged = judge_load(facts, PROFILE, BAR)
    assert judged.verdict.decision is Decision.NOT_PROVEN
    assert judged.verdict.decided_by.startswith("a closed loop proves nothing good: its users wait")
    assert judged.rows
    assert RowStatus.PASS not in {row.status for row in judged.rows}


def test_a_closed_loop_is_not_proven_where_nothing_has_to_be_proven() -> None:
    facts = samples.facts_of(a_closed_loop(), asked_in_a_run(20))
    lenient = replace(PROFILE, must_prove=(), also_prove=())
    verdict = judge_load(facts, lenient, BAR).verdict
    assert verdict.decision is Decision.NOT_PROVEN
    assert verdict.decided_by.startswith("a closed loop proves nothing good")


def test_what_is_slow_in_a_closed_loop_is_still_a_no_go() -> None:
    assert decided(a_closed_loop(), asked_in_a_run(4000))[0] is Decision.NO_GO


def test_where_requests_failed_it_never_says_that_nothing_fails() -> None:
    void = samples.phase("run", 20, 60, 46, requests=134, failed=26, void="it was too late")
    run = samples.a_run(experiment="run", phases=(void,))
    assert decided(run, asked_in_a_run(20)) == (
        Decision.NOT_PROVEN,
        "26 of 134 requests failed, and whether that is the product's fault cannot be judged",
    )


def a_fair(elsewhere: str, *kinds: RouteKind) -> tuple[Fact, ...]:
    routes = tuple(Route(kind, f"https://shop.example/{kind}", kind=kind) for kind in kinds)
    run = samples.a_run(experiment="fairness", phases=())
    fair = replace(samples.fairness(limited=True), elsewhere=elsewhere)
    return Product(routes=routes), run, fair


def test_a_shop_without_a_chat_proves_nothing_of_one() -> None:
    assert decided(*a_fair("the run went to no chat", RouteKind.PAGE)) == (
        Decision.NOT_PROVEN,
        "what one user does to the others is proven for a chat only, and this has none",
    )


def test_a_chat_that_keeps_users_apart_is_proven() -> None:
    decision, why = decided(*a_fair("", RouteKind.CHAT, RouteKind.LOGIN))
    assert decision is Decision.GO
    assert "proven: chat.isolation" in why
