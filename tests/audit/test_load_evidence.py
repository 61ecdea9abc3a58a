"""Load is judged where it was sent, and proves its rows only then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from tests.checks.under_load import (
    LATE,
    PROFILE,
    at_once,
    cache,
    fairness,
    phase,
    product,
    route,
    run,
    stream,
    took,
    upload,
)

from launchready.audit.again import Again, judge_again
from launchready.audit.scope import judged
from launchready.checks import all_checks
from launchready.facts.base import Absent, Fact, Facts, Sighting, Unmeasured
from launchready.facts.crowd import LoadKnee
from launchready.facts.product import RouteKind
from launchready.facts.run import Run
from launchready.facts.under_load import UNDER_LOAD
from launchready.model.check import Check
from launchready.model.outcome import NotApplicable
from launchready.model.verdict import RowStatus
from launchready.profiles import load_bar

AT = datetime(2026, 11, 2, tzinfo=UTC)
PROVEN = (
    *("perf.targets", "perf.by_route", "perf.error_rate", "load.core_flows", "load.degradation"),
    *("load.five_users", "load.double", "load.staging_ok", "chat.streams", "chat.own_p95"),
    *("chat.burst", "chat.isolation", "cache.hit_rate", "upload.nonblocking"),
)
SHOP = product(
    ("search", RouteKind.READ), ("login", RouteKind.LOGIN), ("checkout", RouteKind.CHECKOUT)
)
MANY = took((1_000, 80))
GOOD: tuple[Fact, ...] = (
    run(),
    *(
        route(one.name, one.kind, quiet=MANY, load=MANY, double=MANY)
        for one in (*SHOP.routes, *product(("chat", RouteKind.CHAT)).routes)
    ),
    stream(),
    at_once(),
    at_once(RouteKind.CHAT),
    upload(),
    cache(),
    fairness(),
)


def judge(*seen: Fact | Absent | Unmeasured) -> Again:
    given: Iterable[Fact | Absent | Unmeasured] = (SHOP, Run(at=AT), *seen)
    facts = Facts(Sighting(one, AT) for one in given)
    return judge_again(facts, PROFILE, load_bar(), {}, load_checks())


def load_checks() -> tuple[Check, ...]:
    return tuple(check for check in all_checks() if check.kinds & UNDER_LOAD)


def states(again: Again) -> dict[str, RowStatus]:
    return {one.row.id: one.status for one in again.rows if one.row.id in PROVEN}


def test_an_audit_judges_no_load() -> None:
    assert not [one.id for one in judged(all_checks(), Run(at=AT)) if one.kinds & UNDER_LOAD]


def test_without_a_load_run_every_row_is_unknown() -> None:
    again = judge()
    assert again.results == ()
    assert states(again) == dict.fromkeys(PROVEN, RowStatus.UNKNOWN)


def test_a_good_run_of_each_kind_proves_every_row() -> None:
    again = judge(*GOOD)
    wrong = {one.check.id: one.outcome for one in again.results if one.status != "passed"}
    # Nobody said how much traffic is expected; the search for the knee is tried below.
    assert set(wrong) == {"expected-traffic-not-held"}
    assert isinstance(wrong["expected-traffic-not-held"], NotApplicable)
    assert states(again) == dict.fromkeys(PROVEN, RowStatus.PASS)


def test_a_run_whose_generator_was_late_proves_nothing() -> None:
    void = run(phase("quiet", void="late"), LATE, phase("double", void="late"))
    others = [one for one in GOOD[1:] if type(one).__name__ in {"RouteTimings", "StreamTimings"}]
    again = judge(void, *others)
    assert {one.status for one in again.results} <= {"unknown", "not_applicable"}
    assert RowStatus.PASS not in states(again).values()


@pytest.mark.parametrize("row", ["chat.isolation", "load.five_users"])
def test_what_was_not_asked_stays_unknown(row: str) -> None:
    asked = [one for one in GOOD if type(one).__name__ not in {"LoadFairness", "AtOnce"}]
    assert states(judge(*asked))[row] is RowStatus.UNKNOWN


def test_a_knee_alone_judges_no_route() -> None:
    again = judge(LoadKnee(expected_per_s=12.0, highest_per_s=40.0))
    assert again.results == ()


def test_a_run_that_was_stopped_is_unknown() -> None:
    stopped = run(phase("quiet"), stopped="Ctrl-C")
    again = judge(stopped, *GOOD[1:5])
    told = {one.check.id: one.status for one in again.results}
    assert told["slow-route"] == told["error-rate-above-bar"] == "unknown"
