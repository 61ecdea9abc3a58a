from __future__ import annotations

import re

import pytest

from launchready.model.finding import Severity, When
from launchready.model.profile import Better, Level, Profile, Threshold, Unit
from launchready.profiles import load_bar, load_profile, profile_names

KEYS = [
    "p95_read",
    "p95_write",
    "p95_app",
    "p95_checkout",
    "p95_login",
    "chat_own",
    "chat_first_chunk",
    "chat_total",
    "chat_model",
    "chat_timeout",
    "chat_cut_streams",
    "load_p95",
    "load_p95_ratio",
    "neighbour_p95_ratio",
    "load_factor",
    "load_users",
    "user_volume",
    "ci_p95",
    "error_rate",
    "errors_captured",
    "smoke_flakiness",
    "db_calls_per_request",
    "db_calls_per_message",
    "db_call_time",
    "cache_layers",
    "cache_hit_rate",
    "stale_reads",
    "monitor_interval",
    "monitor_regions",
    "alert_misses",
    "alert_delay",
    "escalation_delay",
    "up_answer",
    "availability",
    "status_page_tickets",
    "rollback_time",
    "rollback_drills",
    "rollback_drill_age",
    "verification_delay",
    "dmarc_policy",
    "spf_lookups",
    "dkim_bits",
    "eval_prompts",
    "red_team_cases",
    "bottlenecks",
    "not_worth_fixing",
    "audit_time",
    "sprint_time",
    "cert_days_left",
    "cert_lifetime_left",
    "rsa_bits",
    "hsts_max_age",
    "domain_days_left",
    "name_servers",
    "redirect_hops",
    "static_max_age",
    "compress_from",
    "payload",
    "first_byte",
    "page_load",
    "attempts_before_limit",
]

SEEDS = {
    "default": "",
    "ai-startup-demo-to-launch": "S4",
    "creator-first-customers": "S3",
    "ecommerce-first-customers": "S2",
    "marketplace-demo-to-launch": "S1",
    "marketplace-first-customers": "S0",
}
PROFILES = [load_profile(name) for name in profile_names()]
LINES = r"S[0-4]:[1-9]\d*(,[1-9]\d*)*"
PART = rf"((target|fail|number) )?((inherited )?{LINES}|ours: .+)"

every_profile = pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)


def test_each_seed_has_its_profile_and_there_is_a_default() -> None:
    assert {profile.name: profile.seed for profile in PROFILES} == SEEDS
    assert profile_names()[0] == "default"


@every_profile
def test_a_profile_has_all_thresholds(profile: Profile) -> None:
    assert [threshold.key for threshold in profile.thresholds] == KEYS


@every_profile
def test_a_threshold_says_where_its_numbers_come_from(profile: Profile) -> None:
    for threshold in profile.thresholds:
        for part in threshold.source.split("; "):
            assert re.fullmatch(PART, part), (threshold.key, part)


@every_profile
def test_a_stated_number_cites_the_own_seed_and_an_inherited_one_another(profile: Profile) -> None:
    for threshold in profile.thresholds:
        for inherited, seed in re.findall(r"(inherited )?(S[0-4]):", threshold.source):
            assert bool(inherited) == (seed != profile.seed), (threshold.key, threshold.source)


@every_profile
def test_failing_is_never_better_than_the_target(profile: Profile) -> None:
    for threshold in profile.thresholds:
        worse = threshold.fail - threshold.target
        assert worse >= 0 if threshold.better is Better.LOWER else worse <= 0, threshold.key
        assert threshold.level(threshold.target) is Level.MET


@every_profile
def test_a_threshold_means_the_same_in_every_profile(profile: Profile) -> None:
    for threshold in profile.thresholds:
        base = PROFILES[0].threshold(threshold.key)
        assert (threshold.kind, threshold.unit, threshold.better) == (
            base.kind,
            base.unit,
            base.better,
        )


@every_profile
def test_overrides_name_rows_and_change_something(profile: Profile) -> None:
    bar = load_bar()
    for row, severity in profile.severities:
        assert bar.row(row).severity is not severity, row
    for label in profile.labels:
        assert label.reason
        assert label.row in bar.ids
    assert set(profile.also_prove) <= set(bar.ids)


@every_profile
def test_blockers_must_hold_and_be_proven(profile: Profile) -> None:
    assert profile.must_hold == (Severity.BLOCKER, Severity.HIGH)
    assert profile.must_prove == (Severity.BLOCKER,)
    apex = load_bar().row("dns.apex")
    assert profile.demands(apex)
    assert profile.demands_proof(apex)


@every_profile
def test_a_profile_says_how_its_sprint_goes(profile: Profile) -> None:
    assert len(profile.sprint.stages) in {6, 7}
    assert profile.sprint.rule.endswith(".")
    assert all(re.fullmatch(LINES, source) for source in profile.sprint.sources)


STATED = [
    ("marketplace-first-customers", "p95_app", 500, 1000),
    ("marketplace-first-customers", "chat_own", 2500, 5000),
    ("marketplace-demo-to-launch", "p95_read", 300, 500),
    ("marketplace-demo-to-launch", "p95_write", 500, 1000),
    ("marketplace-demo-to-launch", "escalation_delay", 10, 15),
    ("ecommerce-first-customers", "p95_checkout", 800, 2000),
    ("ecommerce-first-customers", "load_users", 5, 4),
    ("creator-first-customers", "verification_delay", 5, 5),
    ("creator-first-customers", "db_call_time", 200, 200),
    ("ai-startup-demo-to-launch", "chat_timeout", 20, 30),
    ("ai-startup-demo-to-launch", "cache_hit_rate", 60, 60),
    ("ai-startup-demo-to-launch", "rollback_time", 10, 10),
]


@pytest.mark.parametrize(("name", "key", "target", "fail"), STATED)
def test_numbers_that_a_seed_states(name: str, key: str, target: float, fail: float) -> None:
    threshold = load_profile(name).threshold(key)
    assert (threshold.target, threshold.fail, threshold.inherited) == (target, fail, False)


def test_a_profile_weighs_a_row_as_its_seed_does() -> None:
    timeout = load_bar().row("chat.timeout")
    startup = load_profile("ai-startup-demo-to-launch")
    assert startup.severity_of(timeout) is Severity.BLOCKER
    assert load_profile("creator-first-customers").severity_of(timeout) is Severity.HIGH


def test_a_row_that_can_wait_does_not_stop_the_launch() -> None:
    burst = load_bar().row("chat.burst")
    community = load_profile("marketplace-demo-to-launch")
    assert community.severity_of(burst) is Severity.HIGH
    assert community.label_of(burst) is When.CAN_WAIT
    assert not community.demands(burst)
    assert load_profile("marketplace-first-customers").demands(burst)


def test_medium_can_wait_and_the_rest_cannot() -> None:
    profile = load_profile()
    assert profile.label_of(load_bar().row("cache.static")) is When.CAN_WAIT
    assert profile.label_of(load_bar().row("dns.mx")) is When.FIX_NOW


def test_a_row_can_need_proof_without_being_a_blocker() -> None:
    profile = load_profile("creator-first-customers")
    assert profile.demands_proof(load_bar().row("chat.streams"))
    assert not profile.demands_proof(load_bar().row("chat.burst"))


@pytest.mark.parametrize(
    ("better", "target", "fail", "value", "level"),
    [
        (Better.LOWER, 300, 500, 300, Level.MET),
        (Better.LOWER, 300, 500, 301, Level.BETWEEN),
        (Better.LOWER, 300, 500, 500, Level.FAILED),
        (Better.LOWER, 1, 1, 1, Level.MET),
        (Better.LOWER, 1, 1, 1.01, Level.FAILED),
        (Better.HIGHER, 30, 14, 30, Level.MET),
        (Better.HIGHER, 30, 14, 29, Level.BETWEEN),
        (Better.HIGHER, 30, 14, 14, Level.FAILED),
        (Better.HIGHER, 1, 0, 0, Level.FAILED),
    ],
)
def test_a_number_stands_where_the_threshold_puts_it(
    better: Better, target: float, fail: float, value: float, level: Level
) -> None:
    threshold = Threshold("key", target, fail, Unit.COUNT, better, 1, "ours: a test")
    assert threshold.level(value) is level
