from __future__ import annotations

from dataclasses import replace

from launchready.model.finding import Severity, When
from launchready.report import phrases, ranking
from launchready.report.view import Report


def test_risks_come_gravest_first_then_by_title(report: Report) -> None:
    assert [risk.check.id for risk in ranking.risks(report.results)] == [
        "cors-any-origin-with-credentials",
        "tls-certificate-expires-soon",
        "hsts-missing",
        "cookie-without-samesite",
        "caa-missing",
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
        "Still to prove: 4 of 12 rows"
        " (1 by an answer, 1 by a drill, 1 by a probe, 1 by monitoring)."
    )


def test_numbers_and_words_agree() -> None:
    assert phrases.count(1, "DNS query", "DNS queries") == "1 DNS query"
    assert phrases.count(1200, "check") == "1,200 checks"
    assert phrases.size(999) == "999 B"
    assert phrases.size(412_345) == "412.3 kB"
    assert phrases.size(5_000_000) == "5.0 MB"
    assert phrases.listed(["a", "b", "c"], 2) == "a, b and 1 more"
