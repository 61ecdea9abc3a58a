from __future__ import annotations

import re

import pytest

from launchready.model.bar import How, Row
from launchready.profiles import load_bar

ROWS = load_bar().rows

STATED = {
    "dns": (
        "apex www subdomains not_staging dangling conflicts providers_known path_sentence mx drift"
    ),
    "redirect": "canonical no_loop https map_tested seo_safe canonical_tag",
    "tls": "valid renewal strict_origin mixed_content",
    "headers": "hsts baseline no_breakage",
    "cors": "known_origins",
    "api": "payload_limits lean",
    "authz": "admin_private admin_role private_data",
    "rate": "auth expensive",
    "abuse": "bots",
    "edge": "proxied ddos waf origin_hidden",
    "cache": (
        "static headers edge_hit hit_rate one_layer never_cache fresh_business release_assets"
    ),
    "email": (
        "spf dkim dmarc alignment inbox delay bounces reply_identity links delivery_status recheck"
    ),
    "secrets": "history tree bundle logs deploy_config store rotated per_env known_place ci_gate",
    "access": "db_least integrations_least not_tribal",
    "env": "complete separated drift no_localhost file_committed",
    "db": ("timeouts slow indexes nplus1 calls_per_request unbounded call_200ms load_spike volume"),
    "jobs": "offload queue_depth",
    "webhook": "idempotent monitored",
    "upload": "nonblocking",
    "ext": "timeouts inventory",
    "chat": (
        "streams own_p95 timeout retry db_per_message isolation burst fallback long_input private"
    ),
    "ai": "injection exfil jailbreak tools escalation eval_set order_facts",
    "perf": "by_route targets error_rate top_fixes ci_budget lighthouse bundle_size",
    "load": "core_flows degradation five_users double staging_ok",
    "flow": "core email_verify auth_callbacks",
    "deploy": (
        "repeatable no_manual ci_clean live_version rollback_doc rollback_drill "
        "rollback_time smoke health notes"
    ),
    "migrate": "compatible rerunnable locks order",
    "ci": "basics deps",
    "mon": (
        "targets interval regions alert_human escalation owner thresholds errors "
        "request_ids logs_clean attribution metrics dashboard slo log_alerts money_alerts "
        "status_page"
    ),
    "health": "endpoint",
    "ops": "five_questions incident_path owner_names founder_can open_risks",
}
"""Area by area, the rows that a seed states. A row may be reworded; it may not get lost."""

IMPLIED = {
    "dns": "dnssec nameservers ipv6 domain_expiry registrar_lock domain_owner",
    "tls": "caa strength revocation",
    "headers": "csp cookies leaks",
    "exposure": "files source_maps listings errors debug index",
    "edge": "http2_3",
    "cache": "compression",
    "email": "transport",
    "access": "mfa no_defaults sessions admin_log",
    "rate": "user_and_ip",
    "webhook": "signature",
    "ai": "spend_cap",
    "db": "backups restore_drill pool",
    "mon": "dead_man cert_alert clean_up",
    "flow": "flaky privacy_link",
    "deploy": "branch",
    "ops": "security_txt",
}
"""The rows that follow from what the seeds ask for."""

SEED_LINES = {"S0": 258, "S1": 273, "S2": 220, "S3": 144, "S4": 216}


def spelled(areas: dict[str, str]) -> list[str]:
    return [f"{area}.{name}" for area, names in areas.items() for name in names.split()]


def order_of_areas(row_id: str) -> int:
    return list(STATED).index(row_id.partition(".")[0])


def test_every_row_that_a_seed_states_is_there_in_order() -> None:
    stated = [row.id for row in ROWS if row.seeds]
    assert len(stated) == 160
    assert sorted(stated, key=order_of_areas) == spelled(STATED)


def test_every_implied_row_is_there_and_says_what_it_follows_from() -> None:
    implied = [row for row in ROWS if not row.seeds]
    assert [row.id for row in implied] == spelled(IMPLIED)
    assert all(row.implied for row in implied)
    assert not any(row.implied for row in ROWS if row.seeds)


def test_ids_are_unique_and_start_with_their_area() -> None:
    assert len(set(load_bar().ids)) == len(ROWS)
    assert all(re.fullmatch(rf"{row.area}\.[a-z0-9_]+", row.id) for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_row_is_complete(row: Row) -> None:
    assert row.says[0].isupper()
    assert row.says.endswith(".")
    assert row.impact
    assert row.how
    assert row.stages
    assert bool(row.question) == (How.ANSWER in row.how)
    assert (row.proof is not None) == bool({How.ANSWER, How.DRILL} & set(row.how))
    assert How.PROBE in row.how or not row.surface


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_seed_reference_is_a_line_of_a_seed(row: Row) -> None:
    assert len(set(row.seeds)) == len(row.seeds)
    for reference in row.seeds:
        seed, _, line = reference.partition(":")
        assert 1 <= int(line) <= SEED_LINES[seed]


def test_a_question_is_a_question() -> None:
    assert all(row.question.endswith("?") for row in ROWS if row.question)


def test_nothing_that_needs_consent_or_an_account_counts_as_surface() -> None:
    surface = {row.id for row in load_bar().surface}
    assert not surface & {"rate.auth", "rate.expensive", "api.payload_limits", "authz.admin_role"}
    assert not surface & {"authz.private_data", "load.core_flows", "ai.injection", "flow.core"}
    assert surface >= {"dns.apex", "tls.valid", "email.spf", "exposure.files", "cors.known_origins"}


def test_the_bar_finds_rows_by_id_and_by_area() -> None:
    bar = load_bar()
    assert bar.row("dns.apex").area == "dns"
    assert bar.areas[:3] == ("dns", "redirect", "tls")
    assert [row.id for row in bar.area("health")] == ["health.endpoint"]
    with pytest.raises(KeyError):
        bar.row("dns.nothing")
