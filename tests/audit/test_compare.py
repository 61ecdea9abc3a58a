"""What has changed since the run before, and why something could not be seen any more."""

from __future__ import annotations

from datetime import UTC, datetime

from launchready.audit.compare import changes
from launchready.facts.base import PRODUCT, Fact
from launchready.facts.product import Accepted
from launchready.model.check import Check, Need, Wants
from launchready.model.finding import Finding, Severity, When
from launchready.model.outcome import Failed, Gap, NotApplicable, NotMeasured, Outcome, Passed
from launchready.model.result import AcceptedFinding, Result
from launchready.report.view import Change, Entry
from launchready.store.runs import StoredOutcome

SINCE = datetime(2026, 10, 20, tzinfo=UTC)
CHECK = Check(
    id="cors-null-origin",
    area="cors",
    title="Anybody can read it",
    impact="",
    severity=Severity.HIGH,
    when=When.FIX_NOW,
    rows=(),
    references=(),
    needs=(Need("probes", Wants.ONE, Fact),),
    judge=lambda **_: (),
    manual="",
)
RESET = "first byte: the connection was reset before any answer"


def risk(subject: str) -> Finding:
    return Finding(subject, "It is open.", "Close it.", "true")


def compared(was: StoredOutcome, outcome: Outcome, severity: Severity = Severity.HIGH) -> Change:
    return changes(SINCE, [was], [Result(CHECK, outcome, severity, When.FIX_NOW)])


def was(status: str, *subjects: str, severity: str = "high") -> StoredOutcome:
    return StoredOutcome(CHECK.id, status, severity, "fix_now", subjects)


def entry(subject: str, why: str = "") -> Entry:
    return Entry(CHECK.id, subject, CHECK.title, why)


def test_risks_come_and_go_by_subject() -> None:
    change = compared(was("failed", "a.test", "b.test"), Failed((risk("b.test"), risk("c.test"))))

    assert change == Change(SINCE, fixed=(entry("a.test"),), new=(entry("c.test"),))


def test_a_check_that_went_blind_names_the_subject_and_the_reason() -> None:
    outcome = NotMeasured("a.test: it failed (and 1 more)", (Gap("a.test", RESET),))

    assert compared(was("passed"), outcome).worse == (entry("a.test", RESET),)
    assert compared(was("not_applicable"), outcome).worse == (entry("a.test", RESET),)
    assert compared(was("unknown"), outcome) == Change(SINCE)


def test_a_check_that_went_blind_everywhere_says_so_of_the_product() -> None:
    change = compared(was("passed"), NotMeasured("it was left out (--skip)"))

    assert change.worse == (entry(PRODUCT, "it was left out (--skip)"),)


def test_a_risk_that_could_not_be_seen_again_is_not_fixed() -> None:
    url = "https://a.test/orders"
    gaps = (Gap("a.test", RESET),)

    assert compared(was("failed", url), NotMeasured(RESET, gaps)) == Change(
        SINCE, worse=(entry(url, RESET),)
    )
    assert compared(
        was("failed", url, "https://c.test/"), Failed((risk("https://b.test/"),), gaps)
    ) == Change(
        SINCE,
        fixed=(entry("https://c.test/"),),
        new=(entry("https://b.test/"),),
        worse=(entry(url, RESET),),
    )


def test_a_risk_is_fixed_where_its_check_looked_again() -> None:
    assert compared(was("failed", "a.test"), Passed()).fixed == (entry("a.test"),)
    assert compared(was("failed", "a.test"), NotApplicable("gone")).fixed == (entry("a.test"),)


def test_a_risk_that_somebody_accepts_is_not_fixed() -> None:
    by = Accepted(CHECK.id, "*", "Ada", "It is meant so.", "2099-01-01")
    taken = (AcceptedFinding(risk("a.test"), by),)
    result = Result(CHECK, Passed(), Severity.HIGH, When.FIX_NOW, taken)

    assert changes(SINCE, [was("failed", "a.test", "b.test")], [result]).fixed == (entry("b.test"),)


def test_a_risk_that_weighs_more_is_worse() -> None:
    change = compared(was("failed", "a.test"), Failed((risk("a.test"),)), Severity.BLOCKER)

    assert change == Change(SINCE, worse=(entry("a.test"),))


def test_a_subject_that_is_no_address_is_compared_all_the_same() -> None:
    gone = was("failed", "https://[broken", "b.test")

    assert compared(gone, Failed((risk("b.test"),))).fixed == (entry("https://[broken"),)
