"""Organizational domains: the list's own vectors, and the walk up the tree."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.mail.organization import (
    organizational_domain,
    registered_domain,
    walk,
    walked_domain,
)

_VECTOR = re.compile(r"checkPublicSuffix\((null|'[^']*'), (null|'[^']*')\);")


def vectors() -> list[tuple[str, str]]:
    """Name and registrable domain of each vector; empty for none."""
    text = files("publicsuffixlist").joinpath("test_psl.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("//"))
    pairs = [match.groups() for match in map(_VECTOR.match, lines) if match]
    return [(_word(name), _word(expected)) for name, expected in pairs]


def _word(quoted: str) -> str:
    return "" if quoted == "null" else quoted.strip("'")


def _ascii(name: str) -> str:
    return name.lower().encode("idna").decode("ascii")


def test_all_official_vectors_are_there() -> None:
    assert len(vectors()) >= 75


@pytest.mark.parametrize(("name", "expected"), vectors())
def test_public_suffix_vectors(name: str, expected: str) -> None:
    # A leading dot and a public suffix have no registrable domain: they are their own then.
    if not name or name.startswith("."):
        return
    found = registered_domain(name)
    if expected:
        assert _ascii(found) == _ascii(expected)
    else:
        assert _ascii(found) == _ascii(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("shop.test", "shop.test"),
        ("a.b.shop.test", "shop.test"),
        ("mail.shop.co.uk", "shop.co.uk"),
        ("co.uk", "co.uk"),
        ("App.Shop.Example.", "shop.example"),
        ("me.github.io", "me.github.io"),
    ],
)
def test_by_the_list(name: str, expected: str) -> None:
    assert organizational_domain(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("example.com", ("example.com", "com")),
        ("a.mail.example.com", ("a.mail.example.com", "mail.example.com", "example.com", "com")),
        (
            "a.b.c.d.e.f.g.h.i.j.mail.example.com",
            (
                "a.b.c.d.e.f.g.h.i.j.mail.example.com",
                "g.h.i.j.mail.example.com",
                "h.i.j.mail.example.com",
                "i.j.mail.example.com",
                "j.mail.example.com",
                "mail.example.com",
                "example.com",
                "com",
            ),
        ),
    ],
)
def test_the_walk_of_rfc_9989(name: str, expected: tuple[str, ...]) -> None:
    assert walk(name) == expected


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param({}, "a.mail.example.com", id="no-record-at-all"),
        pytest.param({"example.com": "u"}, "example.com", id="one-record-above"),
        pytest.param(
            {"a.mail.example.com": "u", "example.com": "u"}, "example.com", id="fewest-labels-win"
        ),
        pytest.param(
            {"mail.example.com": "n", "example.com": "u"}, "mail.example.com", id="psd-n-stops"
        ),
        pytest.param({"com": "y"}, "example.com", id="below-a-public-suffix-domain"),
        pytest.param(
            {"mail.example.com": "u", "example.com": "y"},
            "mail.example.com",
            id="the-owner-is-one-label-below-psd-y",
        ),
        pytest.param({"a.mail.example.com": "y"}, "a.mail.example.com", id="psd-y-at-the-start"),
        pytest.param({"com": "u"}, "com", id="a-record-of-the-top-without-psd"),
    ],
)
def test_by_the_walk(records: dict[str, str], expected: str) -> None:
    assert walked_domain("a.mail.example.com", records.get) == expected
    assert organizational_domain("A.mail.example.com.", records.get) == expected


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300))
def test_any_name_has_an_organization_and_a_short_walk(name: str) -> None:
    assert isinstance(registered_domain(name), str)
    assert 1 <= len(walk(name)) <= 8
