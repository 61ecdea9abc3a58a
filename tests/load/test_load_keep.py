"""What is kept of load runs, and for how long it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.load.experiments.world import AT, order

from launchready.facts.base import PRODUCT, Fact, Facts, Sighting
from launchready.facts.crowd import LoadFairness, LoadKnee
from launchready.facts.load import LoadRun, PhaseRun, PhaseTimings, RouteTimings, Spread
from launchready.facts.product import Host, Role
from launchready.facts.run import Run
from launchready.load.judged import judge_load, load_checks, load_report
from launchready.load.keep import add_load, keep_load, keep_unjudged, newest_load
from launchready.load.order import LoadOrder, load_target
from launchready.model.verdict import Decision
from launchready.store.open import open_store
from launchready.store.runs import Runs

ASKED = order()
CANONICAL = ASKED.product.canonical
QUICK = Spread(((300, 400),), 300, 300)


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Runs]:
    engine = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield Runs(engine)
    engine.dispose()


def seen(experiment: str, *facts: Fact, phase: str = "load") -> Facts:
    run = LoadRun(
        experiment=experiment,
        phases=(PhaseRun(phase, "poisson", 20.0, 20.0, arrivals=400, finished=400, requests=400),),
    )
    whole = (ASKED.product, ASKED.run, run, *facts)
    return Facts(Sighting(one, AT) for one in whole)


def route(name: str = "home") -> RouteTimings:
    return RouteTimings(name, url="/", phases=(PhaseTimings("load", QUICK, QUICK, 400),))


def keep(runs: Runs, facts: Facts, at: datetime = AT) -> None:
    asked = replace(ASKED, run=Run(at=at))
    judged = judge_load(facts, asked.profile, asked.bar)
    keep_load(runs, asked, judged, load_report(judged, asked, 1000.0))


def kinds(runs: Runs, now: datetime = AT) -> set[type[Fact]]:
    return {one.kind for one in newest_load(runs, CANONICAL, now)}


def test_each_experiment_gives_its_own_evidence(runs: Runs) -> None:
    keep(runs, seen("check", route()))
    keep(runs, seen("knee", LoadKnee(highest_per_s=50.0)), AT + timedelta(hours=1))
    keep(runs, seen("fairness", LoadFairness(users=3)), AT + timedelta(hours=2))
    found = Facts(newest_load(runs, CANONICAL, AT + timedelta(days=1)))
    run = found.get(LoadRun, PRODUCT)
    assert isinstance(run, LoadRun)
    assert run.experiment == "check"
    assert found.get(RouteTimings, "home") == route()
    assert found.get(LoadKnee, PRODUCT) == LoadKnee(highest_per_s=50.0)
    assert found.get(LoadFairness, PRODUCT) == LoadFairness(users=3)


def test_the_newest_check_replaces_those_before(runs: Runs) -> None:
    keep(runs, seen("check", route("old")))
    keep(runs, seen("check", route("new")), AT + timedelta(days=1))
    found = Facts(newest_load(runs, CANONICAL, AT + timedelta(days=2)))
    assert found.subjects(RouteTimings) == ("new",)


def test_a_plain_run_proves_nothing(runs: Runs) -> None:
    keep(runs, seen("run", route()))
    assert kinds(runs) == set()


def test_load_counts_for_thirty_days(runs: Runs) -> None:
    keep(runs, seen("check", route()))
    assert RouteTimings in kinds(runs, AT + timedelta(days=30))
    assert kinds(runs, AT + timedelta(days=30, seconds=1)) == set()


def test_load_runs_are_no_audits(runs: Runs) -> None:
    keep(runs, seen("check", route()))
    assert runs.all(CANONICAL) == ()
    assert len(runs.all(load_target(CANONICAL))) == 1


def test_evidence_of_load_lets_the_status_judge_load(runs: Runs) -> None:
    audited = Facts([Sighting(ASKED.run, AT)])
    add_load(audited, runs, CANONICAL, AT)
    assert not audited.subjects(RouteTimings)
    keep(runs, seen("check", route()))
    add_load(audited, runs, CANONICAL, AT)
    assert audited.get(RouteTimings, "home") == route()


def test_only_what_was_asked_is_judged() -> None:
    checked = {one.id for one in load_checks(seen("check", route()))}
    searched = {one.id for one in load_checks(seen("knee", LoadKnee()))}
    assert "slow-route" in checked
    assert "slow-route" not in searched
    assert "noisy-user-starves-others" not in checked | searched
    assert not {one for one in checked if one.startswith(("spf", "tls", "dns"))}


def test_a_verdict_over_load_names_its_scope() -> None:
    judged = judge_load(seen("check", route()), ASKED.profile, ASKED.bar)
    assert judged.verdict.scope == "this load check"
    assert judged.verdict.decision in set(Decision)
    assert {state.row.id for state in judged.rows} >= {"perf.error_rate"}
    report = load_report(judged, ASKED, 1500.0)
    assert report.target.startswith(CANONICAL)
    assert report.network.requests == 400
    assert report.tables
    assert report.lines


def loaded(base: str) -> LoadOrder:
    return replace(ASKED, scenario=replace(ASKED.scenario, base=base))


def test_an_order_is_named_by_what_it_loads() -> None:
    assert loaded(CANONICAL.rstrip("/")).loaded == CANONICAL
    assert loaded("http://127.0.0.1:9").loaded == "http://127.0.0.1:9/"


def test_load_on_another_declared_host_counts_and_on_another_port_of_the_same_does_not(
    runs: Runs,
) -> None:
    product = replace(ASKED.product, hosts=(Host("staging.shop.example", Role.STAGING),))
    bases = {"http://127.0.0.1:9": False, "https://staging.shop.example:8443": True}
    for base, counts in bases.items():
        asked = loaded(base)
        judged = judge_load(seen("check", route()), asked.profile, asked.bar)
        keep_load(runs, asked, judged, load_report(judged, asked, 1000.0))
        assert bool(list(newest_load(runs, CANONICAL, AT, product))) is counts


def test_a_run_that_could_not_be_judged_is_kept_and_proves_nothing(runs: Runs) -> None:
    keep_unjudged(runs, ASKED, seen("check", route()), "20260301-120000-aaaa", 1000.0)
    (kept,) = runs.all()
    assert (kept.decision, kept.decided_by) == ("NOT_PROVEN", "it was not judged")
    assert runs.facts(kept.id).get(RouteTimings, "home") == route()
