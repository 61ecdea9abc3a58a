from __future__ import annotations

from dataclasses import replace

from launchready.checks import all_checks
from launchready.model.finding import Severity, When
from launchready.model.verdict import Decision, Verdict
from launchready.profiles import load_bar
from launchready.report import phrases, ranking
from launchready.report.harm import HARMS, harm_of
from launchready.report.view import Report
from launchready.verdict import row_states


def test_risks_come_gravest_first_then_by_harm(report: Report) -> None:
    assert [risk.check.id for risk in ranking.risks(report.results)] == [
        "cors-any-origin-with-credentials",
        "tls-certificate-expires-soon",
        "hsts-missing",
        "caa-missing",
        "cookie-without-samesite",
    ]


def test_a_risk_that_can_wait_stands_behind_one_of_its_severity_that_cannot(
    report: Report,
) -> None:
    waiting = [
        replace(one, label=When.CAN_WAIT) if one.check.id == "tls-certificate-expires-soon" else one
        for one in report.results
    ]
    ids = [risk.check.id for risk in ranking.risks(waiting)]
    assert ids[1:3] == ["hsts-missing", "tls-certificate-expires-soon"]


def test_areas_are_counted_in_the_order_of_the_bar(report: Report) -> None:
    scores = ranking.area_scores(report)
    assert [score.area for score in scores] == [
        "dns", "redirect", "tls", "headers", "cors", "cache", "authz", "rate",
    ]  # fmt: skip
    assert scores[0] == ranking.AreaScore("dns", 2, 1, 0, 0, 0, Severity.MEDIUM)
    assert scores[3] == ranking.AreaScore("headers", 0, 2, 0, 0, 1, Severity.HIGH)
    assert scores[7].judged == 0


def test_one_dead_host_is_one_blind_spot_with_all_its_checks(report: Report) -> None:
    first, second = ranking.blind_spots(report.results)
    assert (first.subject, first.why) == ("staging.shop.example", "no answer within 5 s")
    assert first.severity is Severity.BLOCKER
    assert first.checks == (
        "admin-open-to-everyone",
        "tls-certificate-expires-soon",
        "hsts-missing",
    )
    assert second.checks == ("asset-not-cacheable",)


def test_still_to_prove_is_what_the_profile_wants_and_nothing_has_answered(report: Report) -> None:
    assert [state.row.id for state in ranking.still_to_prove(report)] == [
        "authz.admin_private",
        "deploy.rollback_drill",
        "mon.interval",
        "secrets.rotated",
    ]
    assert phrases.to_prove(report) == (
        "Still to prove: 4 of the 7 rows that must be proven"
        " (1 by an answer, 1 by a drill, 1 by a probe, 1 by monitoring)."
        " Of all 12 rows, 5 are unknown."
    )


def test_nothing_is_said_to_be_left_to_prove_where_nothing_has_to_be(report: Report) -> None:
    rows = tuple(state for state in report.rows if state.row.severity is Severity.MEDIUM)
    said = phrases.to_prove(replace(report, rows=rows))
    assert said == "No row of these has to be proven. Of all 2 rows, 1 is unknown."


def test_numbers_and_words_agree() -> None:
    assert phrases.count(1, "DNS query", "DNS queries") == "1 DNS query"
    assert phrases.count(1200, "check") == "1,200 checks"
    assert phrases.size(999) == "999 B"
    assert phrases.size(412_345) == "412.3 kB"
    assert phrases.size(5_000_000) == "5.0 MB"
    assert phrases.listed(["a", "b", "c"], 2) == "a, b and 1 more"


def test_among_equals_lost_data_stands_before_a_closed_door_and_a_missing_guard() -> None:
    by_id = {check.id: check for check in all_checks()}
    ids: tuple[str, ...] = (
        "framing-allowed",
        "redirect-loop",
        "spf-missing",
        "cors-origin-prefix-trick",
    )
    ids += ("name-points-at-private-address", "tls-certificate-expired", "backup-exposed")
    ids += ("git-folder-exposed", "env-file-exposed", "session-page-shared")
    ranked = sorted(ids, key=lambda one: harm_of(by_id[one]))
    assert set(ranked[:3]) == {"backup-exposed", "git-folder-exposed", "env-file-exposed"}
    assert ranked[3] == "session-page-shared"
    assert ranked[4] == "cors-origin-prefix-trick"
    assert set(ranked[5:8]) == {
        "redirect-loop", "name-points-at-private-address", "tls-certificate-expired",
    }  # fmt: skip
    assert ranked[8:] == ["spf-missing", "framing-allowed"]


def test_every_row_of_the_bar_has_its_harm() -> None:
    bar = load_bar()
    named = {name for _, names in HARMS for name in names}
    assert set(bar.areas) <= named
    assert named <= {*bar.areas, *bar.ids}


def test_every_blocker_is_in_detail_and_little_else_of_many(crowded_report: Report) -> None:
    ranked = ranking.risks(crowded_report.results)
    shown = ranked[: ranking.in_detail(ranked)]
    assert {one.severity for one in shown} == {Severity.BLOCKER}
    assert len(shown) == 67
    fewer = ranked[60:100]
    assert ranking.in_detail(fewer) == 12
    assert ranking.in_detail(ranked[100:105]) == 5


def test_what_is_not_proven_is_named_with_what_is_missing(report: Report) -> None:
    ids = ("authz.admin_private", "secrets.rotated", "mon.interval")
    verdict = Verdict(Decision.NOT_PROVEN, "the whole bar", "3 rows are unknown", ids)
    missing, next_step = phrases.unproven(report, verdict)
    assert missing == (
        "Unknown: authz.admin_private (staging.shop.example: no answer within 5 s; proven by a"
        " probe), secrets.rotated (no evidence yet; proven by an answer),"
        " mon.interval (no evidence yet; proven by monitoring)."
    )
    assert next_step == (
        "To prove them: declare or repair what could not be seen, then audit again;"
        " `launchready answer ROW` keeps what only a person can say;"
        " the others need evidence that a look from outside cannot give."
    )
    assert phrases.unproven(report, report.verdict) == ()


def test_at_most_five_unproven_rows_are_named(report: Report) -> None:
    rows = tuple(
        replace(state, row=replace(state.row, id=f"mon.row_{n}"))
        for n, state in enumerate(report.rows[-1:] * 8)
    )
    verdict = Verdict(Decision.NOT_PROVEN, "it", "", tuple(state.row.id for state in rows))
    said = phrases.unproven(replace(report, rows=rows), verdict)[0]
    assert said.count("mon.row_") == 5
    assert said.endswith(" and 3 more.")


def test_a_row_that_nothing_answers_is_known_as_such() -> None:
    [first, *_] = row_states(load_bar(), ())
    assert ranking.unanswered(first)
