"""Alignment, where a well-known library lets strangers pass under unlisted suffixes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.mail.alignment import Mode, aligned
from launchready.derive.mail.organization import walked_domain

R, S = Mode.RELAXED, Mode.STRICT


@pytest.mark.parametrize(
    ("sender", "proved", "mode", "expected"),
    [
        ("shop.example", "shop.example", S, True),
        ("Shop.Example", "shop.example.", S, True),
        ("shop.example", "mail.shop.example", S, False),
        ("shop.example", "mail.shop.example", R, True),
        ("app.shop.example", "mail.shop.example", R, True),
        ("shop.example", "notshop.example", R, False),
        ("foo.test", "bar.test", R, False),
        ("foo.test", "mail.foo.test", R, True),
        ("foo.test", "test", R, False),
        ("foo.unlisted-suffix", "bar.unlisted-suffix", R, False),
        ("a.foo.unlisted-suffix", "b.foo.unlisted-suffix", R, True),
        ("foo.co.uk", "bar.co.uk", R, False),
        ("foo.co.uk", "mail.foo.co.uk", R, True),
        ("foo.co.uk", "co.uk", R, False),
        ("foo.pvt.k12.ma.us", "bar.pvt.k12.ma.us", R, False),
        ("foo.github.io", "bar.github.io", R, False),
        ("shop.example", "amazonses.com", R, False),
        ("bücher.example", "xn--bcher-kva.example", S, True),
        ("shop.example", "", R, False),
        ("", "", R, False),
    ],
)
def test_alignment(sender: str, proved: str, mode: Mode, expected: bool) -> None:
    assert aligned(sender, proved, mode) is expected


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param({}, False, id="without-records-each-name-is-its-own"),
        pytest.param({"shop.test": "u"}, True, id="one-record-above-joins-them"),
        pytest.param({"shop.test": "u", "a.shop.test": "n"}, False, id="psd-n-parts-them"),
        pytest.param({"test": "y"}, True, id="below-a-public-suffix-domain"),
    ],
)
def test_alignment_by_the_tree_walk(records: dict[str, str], expected: bool) -> None:
    found = aligned("a.shop.test", "b.shop.test", R, lambda name: walked_domain(name, records.get))
    assert found is expected


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_strict_is_never_wider_than_relaxed(one: str, other: str) -> None:
    assert not aligned(one, other, S) or aligned(one, other, R)
    assert aligned(one, other, R) == aligned(other, one, R)
