from __future__ import annotations

import pytest

from launchready.derive.mail.spf.record import is_spf, near_misses, read_record, spf_records

_ADDRESS = "`192.0.2.1` is an address, not a domain: write `ip4:192.0.2.1`"
_PERCENT = "`%` begins no macro here; a percent sign is written `%%`"
_PREFIX = "the prefix length is not a number from 0 to 32 (IPv4) or 128 (IPv6)"


@pytest.mark.parametrize(
    ("text", "column", "why"),
    [
        ("v=spf1 a:192.0.2.1 -all", 8, _ADDRESS),
        ("v=spf1 ipv4:192.0.2.1 -all", 8, "there is no mechanism `ipv4`: `ip4` is meant"),
        ("v=spf1 ip4:192.0.2.300 -all", 8, "`192.0.2.300` is not an IPv4 address"),
        ("v=spf1 ip4:192.0.2.1/33 -all", 8, "the prefix length is not a number from 0 to 32"),
        ("v=spf1 ip4:192.0.2.1/ -all", 8, "the prefix length is not a number from 0 to 32"),
        ("v=spf1 ip6:fe80::1%eth0 -all", 8, "`fe80::1%eth0` is not an IPv6 address"),
        ("v=spf1 ip4 -all", 8, "`ip4` needs a colon and an address: `ip4:192.0.2.1`"),
        ("v=spf1  include:shop -all", 9, "`shop` is not a full domain name"),
        ("v=spf1 include -all", 8, "`include` needs a colon and a domain"),
        ("v=spf1 include:a.b-", 8, "`b-` cannot be the end of a domain name"),
        ("v=spf1 redirect:a.example", 8, "`redirect` is written with an equals sign: `redirect=`"),
        ("v=spf1 -all.", 8, "there is no mechanism `all.`"),
        ("v=spf1 -all;", 8, "`all` takes nothing behind it"),
        ("v=spf1 a\t-all", 8, "a tab is not allowed: terms are ASCII, with spaces between them"),
        (
            "v=spf1 ~\u0430ll",
            8,
            "the character U+0430 is not allowed: terms are ASCII, with spaces between them",
        ),
        ("v=spf1 a:\\xffx.example", 8, "a byte that is not ASCII is not allowed"),
        ("v=spf1 exists:%{x}.a.example", 8, "the macro `%{x}` does not exist"),
        ("v=spf1 exists:%{c}.a.example", 8, "the macro `%{c}` is allowed in explanations only"),
        ("v=spf1 exists:%{d0}.a.example", 8, "`%{d0}` keeps no part of its value"),
        ("v=spf1 exists:5%.a.example", 8, _PERCENT),
        ("v=spf1 redirect=a.example redirect=b.example", 27, "`redirect=` stands twice"),
        ("v=spf1 a/24x", 8, "`/24x` cannot follow `a`"),
        ("v=spf1 a/24/64", 8, _PREFIX),
        ("v=spf1 mx:a.example/024", 8, _PREFIX),
    ],
)
def test_says_where_and_why_a_term_is_wrong(text: str, column: int, why: str) -> None:
    [problem] = read_record(text).problems
    assert (problem.column, problem.why) == (column, why)


def test_reads_every_term_with_its_place() -> None:
    read = read_record("v=SPF1 MX/24//64 -IP4:192.0.2.0/25  ?exists:%{i}._x.example x-y=1 ~ALL")
    assert [(one.column, one.qualifier, one.name) for one in read.mechanisms] == [
        (8, "+", "mx"),
        (18, "-", "ip4"),
        (37, "?", "exists"),
        (67, "~", "all"),
    ]
    assert (read.mechanisms[0].prefix4, read.mechanisms[0].prefix6) == (24, 64)
    assert [one.name for one in read.modifiers] == ["x-y"]
    assert not read.problems


def test_finds_every_mistake_and_not_only_the_first() -> None:
    read = read_record("v=spf1 foo ip4:1 a include: -all")
    assert [one.column for one in read.problems] == [8, 12, 20]


def test_nothing_behind_all_is_reached_and_no_redirect_either() -> None:
    read = read_record("v=spf1 a -all mx redirect=a.example")
    assert [one.name for one in read.reached] == ["a", "all"]
    assert read.redirect is None
    assert read.modifier("redirect") is not None


def test_a_mechanism_with_an_equals_sign_is_valid_and_ignored() -> None:
    read = read_record("v=spf1 include=_spf.shop.example -all")
    assert not read.problems
    assert [one.text for one in read.mistaken] == ["include=_spf.shop.example"]


@pytest.mark.parametrize("text", ["v=spf1", "V=SPF1 -all", "v=spf1  a"])
def test_the_version_ends_at_a_space_or_the_end(text: str) -> None:
    assert is_spf(text)


@pytest.mark.parametrize("text", ["v=spf10", "v=spf1-all", "v=spf2 a", " v=spf1 a", ""])
def test_other_texts_are_no_records(text: str) -> None:
    assert not is_spf(text)


def test_near_misses_are_told_from_other_texts() -> None:
    meant = ("v=spf1-all", '"v=spf1 -all"', "v=spf 1 -all", "spf1 include:a.example", " v=spf1 a")
    other = ("v=spf1 -all", "spf2.0/pra -all", "google-site-verification=x", "v=DMARC1; p=none")
    assert near_misses((*meant, *other)) == meant
    assert spf_records((*meant, *other)) == ("v=spf1 -all",)
