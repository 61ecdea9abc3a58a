from __future__ import annotations

from dataclasses import replace

import pytest

from launchready.model.check import check
from launchready.model.finding import Finding, Severity, When
from launchready.model.outcome import Failed, NotApplicable, NotMeasured, Outcome, Passed
from launchready.model.result import Result
from launchready.model.verdict import Decision, RowStatus
from launchready.profiles import load_bar, load_profile
from launchready.verdict import decide, row_states

BAR = load_bar()
PROFILE = replace(load_profile("default"), also_prove=(), severities=(), labels=())
FINDING = Finding("shop.example", "It is wrong.", "Mend it.", "curl")
FAILED, UNSEEN, FINE = Failed((FINDING,)), NotMeasured("timed out"), Passed(("shop.example",))
NONE = NotApplicable("there is none")


def result(
    row: str,
    outcome: Outcome,
    severity: Severity,
    name: str = "some_check",
    when: When | None = None,
) -> Result:
    def some_check() -> tuple[Finding, ...]:
        return ()

    some_check.__module__ = f"launchready.checks.tls.{name}"
    made = check(
        title="It is wrong",
        impact="It costs.",
        severity=severity,
        rows=(row,),
        references=(),
        when=when,
    )(some_check)
    return Result(made, outcome, severity, made.when)


def decided(*results: Result, also_prove: tuple[str, ...] = ()) -> tuple[Decision, str]:
    rows = [state for state in row_states(BAR, results) if state.checks]
    verdict = decide(results, rows, replace(PROFILE, also_prove=also_prove), "here")
    return verdict.decision, verdict.decided_by


B, H, M = Severity.BLOCKER, Severity.HIGH, Severity.MEDIUM


@pytest.mark.parametrize(
    ("results", "decision", "rule"),
    [
        pytest.param(
            [result("tls.valid", FINE, B)], "GO", "every blocker row is proven", id="fine"
        ),
        pytest.param(
            [result("tls.valid", FAILED, B), result("redirect.https", UNSEEN, B)],
            "NO_GO",
            "1 fix-now blocker risk is open",
            id="a failing blocker",
        ),
        pytest.param(
            [result("tls.renewal", FAILED, H)], "NO_GO", "1 fix-now high risk is open", id="high"
        ),
        pytest.param(
            [result("tls.valid", FAILED, B), result("tls.renewal", FAILED, H)],
            "NO_GO",
            "1 fix-now blocker risk and 1 more fix-now risk are open",
            id="the worst is named first",
        ),
        pytest.param(
            [result("headers.hsts", FAILED, M)],
            "GO",
            "nothing fails that cannot wait",
            id="medium can wait",
        ),
        pytest.param(
            [result("tls.renewal", FAILED, H, when=When.CAN_WAIT)],
            "GO",
            "nothing fails that cannot wait",
            id="what can wait does not stop a launch",
        ),
        pytest.param(
            [result("tls.valid", UNSEEN, B)],
            "NOT_PROVEN",
            "nothing fails, but 1 row that must be proven is unknown (blocker)",
            id="an unknown blocker is never a pass",
        ),
        pytest.param(
            [result("tls.valid", FINE, B), result("tls.valid", UNSEEN, B, "other")],
            "NOT_PROVEN",
            "nothing fails, but 1 row that must be proven is unknown (blocker)",
            id="a row is as good as the worst of its checks",
        ),
        pytest.param(
            [result("tls.valid", FINE, B), result("tls.valid", UNSEEN, M, "other")],
            "GO",
            "every blocker row is proven",
            id="a lesser check that saw nothing does not unprove a blocker",
        ),
        pytest.param(
            [result("tls.valid", NONE, B), result("tls.renewal", FINE, H)],
            "GO",
            "nothing fails that cannot wait",
            id="what does not apply does no harm",
        ),
        pytest.param(
            [result("tls.renewal", UNSEEN, H)],
            "GO",
            "nothing fails that cannot wait",
            id="an unknown high is shown, not decisive",
        ),
        pytest.param(
            [result("tls.valid", NONE, B)],
            "NOT_PROVEN",
            "there was nothing to judge",
            id="nothing to judge proves nothing",
        ),
    ],
)
def test_the_worst_decides(results: list[Result], decision: str, rule: str) -> None:
    assert decided(*results) == (decision, rule)


def test_a_profile_can_ask_for_proof_of_more() -> None:
    lesser = result("tls.renewal", UNSEEN, H)

    assert decided(lesser)[0] is Decision.GO
    assert decided(lesser, also_prove=("tls.renewal",))[0] is Decision.NOT_PROVEN


def test_a_row_that_nothing_answers_is_unknown() -> None:
    states = {state.row.id: state for state in row_states(BAR, [])}

    assert {state.status for state in states.values()} == {RowStatus.UNKNOWN}
    verdict = decide([], states.values(), PROFILE, "the whole bar")
    assert verdict.decision is Decision.NOT_PROVEN
    assert "tls.valid" in verdict.deciding


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (FINE, RowStatus.PASS),
        (NONE, RowStatus.PASS),
        (FAILED, RowStatus.FAIL),
        (UNSEEN, RowStatus.UNKNOWN),
    ],
)
def test_an_answer_speaks_only_where_no_check_failed_or_was_blind(
    outcome: Outcome, status: RowStatus
) -> None:
    told = {"dns.apex": (RowStatus.PASS, "Ada on 2026-03-01: it is ours.")}

    [state] = [
        state
        for state in row_states(BAR, [result("dns.apex", outcome, B)], told)
        if state.row.id == "dns.apex"
    ]

    assert state.status is status


def test_a_drill_that_was_not_made_leaves_its_row_unknown() -> None:
    rows = {state.row.id: state for state in row_states(BAR, [result("email.inbox", NONE, B)])}
    assert rows["email.inbox"].status is RowStatus.UNKNOWN
    assert rows["email.inbox"].why == "nothing has answered this yet"
    seen = {state.row.id: state for state in row_states(BAR, [result("tls.valid", NONE, B)])}
    assert seen["tls.valid"].status is RowStatus.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        pytest.param(FAILED, RowStatus.FAIL, id="it can fail a row"),
        pytest.param(FINE, RowStatus.UNKNOWN, id="and proves none"),
        pytest.param(NONE, RowStatus.UNKNOWN, id="nothing to judge settles nothing"),
        pytest.param(UNSEEN, RowStatus.UNKNOWN, id="nor does what it did not see"),
    ],
)
def test_a_hint_sees_a_part_of_its_row(outcome: Outcome, status: RowStatus) -> None:
    one = result("perf.targets", outcome, M)
    hint = replace(one, check=replace(one.check, hint=True))
    [alone] = [state for state in row_states(BAR, [hint]) if state.checks]
    assert alone.status is status
    proof = result("perf.targets", FINE, H, "a_proof")
    [both] = [state for state in row_states(BAR, [hint, proof]) if state.checks]
    assert both.status is (RowStatus.FAIL if status is RowStatus.FAIL else RowStatus.PASS)
