"""DMARC records: what receivers make of them, mistakes included."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.mail.alignment import Mode
from launchready.derive.mail.discovery import Governing, governing, standing
from launchready.derive.mail.dmarc import Policy, dmarc_records, meant_as_dmarc, read_dmarc
from launchready.derive.mail.reports import report_targets
from launchready.derive.mail.tightening import held_back, merged, tightening_plan, worded
from launchready.facts.dns import Answer, Status

RUA = "rua=mailto:dmarc@shop.example"


def answer(name: str, *values: str) -> Answer:
    status = Status.ANSWERED if values else Status.NO_SUCH_NAME
    return Answer(f"_dmarc.{name}", "TXT", status, values)


def test_every_tag_is_read() -> None:
    record = read_dmarc(
        "v=DMARC1; p=Reject; sp=quarantine; np=none; adkim=s; aspf=r; pct=50; t=y; psd=n;"
        " fo=1:d; ri=3600; rf=afrf; x=y;"
        " rua=mailto:a@shop.example!10m, mailto:b@reports.example; ruf=mailto:f@shop.example"
    )
    assert record.problems == ()
    assert (record.policy, record.subdomains, record.missing_subdomains) == (
        Policy.REJECT,
        Policy.QUARANTINE,
        Policy.NONE,
    )
    assert (record.dkim, record.spf, record.percent, record.testing) == (
        Mode.STRICT,
        Mode.RELAXED,
        50,
        True,
    )
    assert (record.psd, record.options) == ("n", ("1", "d"))
    assert [uri.address for uri in record.aggregate] == ["a@shop.example", "b@reports.example"]
    assert [uri.domain for uri in record.failure] == ["shop.example"]


def test_what_is_left_out_has_its_default() -> None:
    record = read_dmarc("v=DMARC1;p=none")
    assert (record.percent, record.testing, record.psd, record.options) == (100, False, "u", ("0",))
    assert record.for_subdomains is record.for_missing_subdomains is Policy.NONE


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("v=DMARC1 p=none", "character 9: a semicolon must follow v=DMARC1"),
        ("v=dmarc1; p=none", "character 1: the record must begin with exactly v=DMARC1;"),
        ("p=none; v=DMARC1", "character 1: the record must begin with exactly v=DMARC1;"),
        ("v=DMARC1; p=quarentine", "p is “quarentine”, not one of none, quarantine, reject"),
        ("v=DMARC1; p=reject; sp=strict", "sp is “strict”, not one of none, quarantine, reject"),
        ("v=DMARC1; sp=reject", "there is no p= tag"),
        ("v=DMARC1; p=none; p=reject", "character 19: the tag “p” stands there twice"),
    ],
)
def test_mistakes_that_void_the_record(text: str, why: str) -> None:
    record = read_dmarc(text)
    assert not record.usable
    assert record.lost
    assert any(why in str(problem) for problem in record.problems), record.problems


@pytest.mark.parametrize(
    "text",
    [
        f"v=DMARC1; p=rejct; {RUA}",
        f"v=DMARC1; {RUA}",
        f"v=DMARC1; p=reject; sp=no; {RUA}",
        f"v=DMARC1; p=reject; np=no; {RUA}",
    ],
)
def test_a_wrong_policy_with_an_address_only_asks_for_reports(text: str) -> None:
    record = read_dmarc(text)
    assert (record.policy, record.lost) == (Policy.NONE, True)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("v=DMARC1; p=reject; pct=all", "character 25: pct is “all”, not 0 to 100"),
        ("v=DMARC1; p=reject; pct=101", "pct is “101”, not 0 to 100"),
        ("v=DMARC1; p=reject; adkim=strict", "adkim is “strict”, not one of r, s"),
        ("v=DMARC1; p=reject; rua=a@b.example", "“a@b.example” in rua lacks mailto: in front"),
        ("v=DMARC1; p=reject; rua=mailto:nobody", "“mailto:nobody” in rua is no mailto: address"),
        ("v=DMARC1; p=reject; rua=", "an address of rua is empty"),
        ("v=DMARC1; p=reject; hello", "character 21: “hello” is not of the form name=value"),
    ],
)
def test_mistakes_that_receivers_skip(text: str, why: str) -> None:
    record = read_dmarc(text)
    assert (record.policy, record.lost) == (Policy.REJECT, False)
    assert any(why in str(problem) for problem in record.problems), record.problems


def test_only_exact_versions_are_records() -> None:
    texts = ("v=DMARC1; p=none", "v = DMARC1 ;p=none", "v=DMARC1", "v=DMARC10; p=none", "V=DMARC1;")
    assert dmarc_records(texts) == ("v=DMARC1; p=none", "v = DMARC1 ;p=none", "v=DMARC1")
    assert meant_as_dmarc(('"v=DMARC1; p=none"', "v:dmarc1", "v=spf1 -all")) == (
        '"v=DMARC1; p=none"',
        "v:dmarc1",
    )


@pytest.mark.parametrize(
    ("answers", "at", "policy"),
    [
        pytest.param(
            (
                answer("a.shop.example", "v=DMARC1; p=none"),
                answer("shop.example", "v=DMARC1; p=reject"),
            ),
            "a.shop.example",
            Policy.NONE,
            id="its-own-record-wins",
        ),
        pytest.param(
            (answer("a.shop.example"), answer("shop.example", "v=DMARC1; p=reject; sp=none")),
            "shop.example",
            Policy.NONE,
            id="an-inherited-record-speaks-by-sp",
        ),
        pytest.param(
            (
                answer("a.shop.example", "v=DMARC1; p=none", "v=DMARC1; p=reject"),
                answer("shop.example", "v=DMARC1; p=quarantine"),
            ),
            "shop.example",
            Policy.QUARANTINE,
            id="two-records-count-as-none",
        ),
        pytest.param(
            (answer("a.shop.example", "hello", "v=DMARC1; p=reject; t=y"),),
            "a.shop.example",
            Policy.REJECT,
            id="other-txt-records-do-not-matter",
        ),
    ],
)
def test_the_record_in_force(answers: tuple[Answer, ...], at: str, policy: Policy) -> None:
    found = governing("a.shop.example", answers)
    assert found is not None
    assert (found.at, found.policy) == (at, policy)


@pytest.mark.parametrize(
    ("text", "applied"),
    [
        ("v=DMARC1; p=reject; t=y", Policy.QUARANTINE),
        ("v=DMARC1; p=quarantine; t=y", Policy.NONE),
        ("v=DMARC1; p=none; t=y", Policy.NONE),
        ("v=DMARC1; p=reject; t=n", Policy.REJECT),
    ],
)
def test_testing_takes_one_level_off(text: str, applied: Policy) -> None:
    assert Governing("shop.example", "shop.example", read_dmarc(text)).applied is applied


def test_how_a_domain_stands() -> None:
    assert standing("x.example", (answer("x.example"),)).governing is None
    many = standing("x.example", (answer("x.example", "v=DMARC1; p=none", "v=DMARC1; p=none"),))
    assert many.many is not None
    misread = standing("x.example", (answer("x.example", "v=DMARC1 p=none"),))
    assert misread.misread == ("x.example", "v=DMARC1 p=none")


def test_reports_inside_the_organization_need_no_consent() -> None:
    record = read_dmarc(
        "v=DMARC1; p=none; rua=mailto:a@mail.shop.test,mailto:b@in.reports.example;"
        " ruf=mailto:c@other.test"
    )
    found = Governing("app.shop.test", "shop.test", record)
    assert report_targets(found) == ("in.reports.example", "other.test")


def test_the_plan_goes_up_a_step_at_a_time_and_keeps_what_is_there() -> None:
    record = read_dmarc("v=DMARC1; p=none; adkim=s; pct=50; rua=mailto:a@shop.example")
    steps = tightening_plan("shop.example", record)
    assert [step.record for step in steps] == [
        "v=DMARC1; p=quarantine; rua=mailto:a@shop.example; adkim=s",
        "v=DMARC1; p=reject; rua=mailto:a@shop.example; adkim=s",
    ]
    assert steps[0].until
    assert not steps[-1].until
    assert '1. `_dmarc.shop.example. 300 IN TXT "v=DMARC1; p=quarantine;' in worded(
        "shop.example", steps
    )


def test_the_plan_begins_with_watching() -> None:
    steps = tightening_plan("shop.example", None)
    assert [step.policy for step in steps] == list(Policy)
    assert steps[0].record == "v=DMARC1; p=none; rua=mailto:dmarc@shop.example"


@pytest.mark.parametrize(
    ("text", "goal", "policies"),
    [
        (f"v=DMARC1; p=reject; {RUA}", Policy.REJECT, []),
        (f"v=DMARC1; p=none; {RUA}", Policy.NONE, []),
        (f"v=DMARC1; p=none; {RUA}", Policy.QUARANTINE, [Policy.QUARANTINE]),
        (f"v=DMARC1; p=reject; pct=10; {RUA}", Policy.REJECT, [Policy.REJECT]),
        (f"v=DMARC1; p=quarantine; sp=none; {RUA}", Policy.REJECT, list(Policy)[1:]),
    ],
)
def test_the_plan_stops_at_its_goal(text: str, goal: Policy, policies: list[Policy]) -> None:
    steps = tightening_plan("shop.example", read_dmarc(text), goal)
    assert [step.policy for step in steps] == policies


def test_records_are_merged_to_the_strictest_with_every_address() -> None:
    texts = ("v=DMARC1; p=none; rua=mailto:b@x.example", f"v=DMARC1; p=reject; {RUA}")
    assert merged("shop.example", map(read_dmarc, texts)) == (
        "v=DMARC1; p=reject; rua=mailto:b@x.example,mailto:dmarc@shop.example"
    )


_TAGS = st.sampled_from(
    (
        "v=DMARC1",
        "p=none",
        "p=reject",
        "sp=x",
        "pct=5",
        "rua=mailto:a@b.example",
        "rua=,",
        "t=y",
        "",
    )
)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300) | st.lists(_TAGS, max_size=12).map(";".join))
def test_any_text_is_read_and_what_the_plan_says_is_right(text: str) -> None:
    record = read_dmarc(text)
    assert all(0 <= problem.at <= len(text) + 1 for problem in record.problems)
    for step in tightening_plan("shop.example", record):
        again = read_dmarc(step.record)
        assert (again.policy, again.problems, held_back(again)) == (step.policy, (), False)


def test_a_record_of_ten_thousand_characters_is_read() -> None:
    assert read_dmarc("v=DMARC1; p=reject; rua=" + "mailto:a@b.example," * 500).usable
    assert read_dmarc("v=DMARC1; p=reject;" + ";" * 10_000).usable
