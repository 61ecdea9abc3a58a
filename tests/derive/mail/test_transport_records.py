"""MTA-STS, TLS-RPT, BIMI and TLSA: what protects mail on its way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.mail.bimi import read_bimi
from launchready.derive.mail.mta_sts import (
    matches,
    policy_text,
    read_sts_policy,
    read_sts_record,
    unmatched,
)
from launchready.derive.mail.tags import read_tags
from launchready.derive.mail.tls_rpt import read_tls_rpt
from launchready.derive.mail.tlsa import read_tlsa, refused

RFC8461 = (
    "version: STSv1\nmode: enforce\nmx: mail.example.com\nmx: *.example.net\n"
    "mx: backupmx.example.com\nmax_age: 604800\n"
)
HASH = "ab" * 32


def test_the_example_of_rfc_8461() -> None:
    assert read_sts_record("v=STSv1; id=20160831085700Z;").problems == ()
    for text in (RFC8461, RFC8461.replace("\n", "\r\n")):
        policy = read_sts_policy(text)
        assert (policy.mode, policy.max_age, policy.problems) == ("enforce", 604800, ())
        assert policy.mx == ("mail.example.com", "*.example.net", "backupmx.example.com")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("v=STSv1", "there is no id= tag"),
        ("v=STSv1; id=2026-11-07", "character 13: the id “2026-11-07” is not 1 to 32 letters"),
        ("v=STSv2; id=1", "the record must begin with exactly v=STSv1;"),
        ("id=1; v=STSv1", "the record must begin with exactly v=STSv1;"),
    ],
)
def test_mistakes_in_the_record(text: str, why: str) -> None:
    assert any(why in str(problem) for problem in read_sts_record(text).problems)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (RFC8461.replace("version: STSv1\n", ""), "there is no line “version: STSv1”"),
        (RFC8461.replace("enforce", "enforced"), "the mode is “enforced”"),
        (RFC8461.replace("604800", "a week"), "max_age is “a week”, not 0 to 31557600"),
        (RFC8461.replace("604800", "31557601"), "max_age is “31557601”"),
        (RFC8461.replace("mx: ", "mail: "), "no mx: line names a mail server"),
        (RFC8461.replace("mx: mail.example.com", "mx: mail.*.com"), "character 3: mx “mail.*.com”"),
        ("<!doctype html>", "“<!doctype html>” is not of the form key: value"),
        ("", "no mode: line"),
    ],
)
def test_mistakes_in_the_policy(text: str, why: str) -> None:
    assert any(why in str(problem) for problem in read_sts_policy(text).problems)


@pytest.mark.parametrize(
    ("pattern", "host", "expected"),
    [
        ("mail.example.com", "Mail.Example.com.", True),
        ("*.example.com", "mx1.example.com", True),
        ("*.example.com", "a.mx1.example.com", False),
        ("*.example.com", "example.com", False),
        ("mail.example.com", "mail.example.net", False),
    ],
)
def test_a_star_stands_for_exactly_one_label(pattern: str, host: str, expected: bool) -> None:
    assert matches(pattern, host) is expected


def test_servers_that_the_policy_does_not_allow() -> None:
    policy = read_sts_policy(RFC8461)
    assert unmatched(policy, ("mx.example.net", "mx.new.example")) == ("mx.new.example",)


def test_a_policy_that_we_propose_is_right() -> None:
    policy = read_sts_policy(policy_text(("mx1.shop.example",)))
    assert (policy.mode, policy.mx, policy.problems) == ("testing", ("mx1.shop.example",), ())


def test_tls_reports() -> None:
    good = read_tls_rpt("v=TLSRPTv1; rua=mailto:a@b.example,https://b.example/v1")
    assert good.usable
    assert [uri.domain for uri in good.addresses] == ["b.example", "b.example"]
    for text in ("v=TLSRPTv1;", "v=TLSRPT1; rua=mailto:a@b.example", "v=TLSRPTv1; rua=a@b.example"):
        assert not read_tls_rpt(text).usable


def test_bimi_records() -> None:
    assert read_bimi("v=BIMI1; l=https://shop.example/logo.svg; a=").problems == ()
    assert read_bimi("v=BIMI1; l=; a=;").declined
    [problem] = read_bimi("v=BIMI1; l=http://shop.example/logo.svg").problems
    assert str(problem) == "character 12: “http://shop.example/logo.svg” is not an https: address"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param((f"3 1 1 {HASH}",), False, id="the-key-in-use"),
        pytest.param((f"3 0 1 {'cd' * 32}",), False, id="the-certificate-in-use"),
        pytest.param((f"3 1 1 {'00' * 32}",), True, id="another-key"),
        pytest.param((f"3 1 1 {'00' * 32}", f"3 1 1 {HASH.upper()}"), False, id="one-of-two"),
        pytest.param((f"3 1 1 {'00' * 32}", f"2 1 1 {'00' * 32}"), False, id="an-authority-too"),
        pytest.param((f"1 1 1 {'00' * 32}",), False, id="not-for-mail"),
        pytest.param(("nonsense",), False, id="no-record"),
        pytest.param((), False, id="none"),
    ],
)
def test_dane(values: tuple[str, ...], expected: bool) -> None:
    assert refused(read_tlsa(values), "cd" * 32, HASH) is expected


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=500))
def test_any_text_is_read(text: str) -> None:
    for tag in read_tags(text).tags:
        assert text[tag.at - 1 :].startswith(tag.name)
    read_sts_record(text)
    read_sts_policy(text)
    read_tls_rpt(text)
    read_bimi(text)
    read_tlsa((text,))
