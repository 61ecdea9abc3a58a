from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.report.visible import HIDDEN, visible, visible_lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("shop.example", "shop.example", id="plain text stays"),
        pytest.param("Zażółć 東京 🛒", "Zażółć 東京 🛒", id="other scripts stay"),
        pytest.param("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m", id="an escape sequence shows"),
        pytest.param("\x9b31m", r"\x9b31m", id="a one-byte escape sequence shows"),
        pytest.param("a\r\nb\tc", r"a\r\nb\tc", id="one line stays one line"),
        pytest.param("\u202egnp.exe", r"\u202egnp.exe", id="a bidirectional override shows"),
        pytest.param("pay\u200bpal", r"pay\u200bpal", id="a zero-width space shows"),
        pytest.param("a\U000e0041", r"a\U000e0041", id="an invisible tag shows"),
        pytest.param("\ud800", r"\ud800", id="a lone surrogate shows"),
        pytest.param("\u3164", r"\u3164", id="a letter that draws nothing shows"),
        pytest.param(
            "a" + "\u0301" * 6, "a" + "\u0301" * 4 + r"\u0301\u0301", id="marks do not pile up"
        ),
    ],
)
def test_shows_every_character(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_long_text_is_cut_and_says_so() -> None:
    assert visible("A" * 10_000, 5) == "AAAAA... (9995 more characters)"


def test_lines_of_a_recipe_stay_lines() -> None:
    assert visible_lines("one\ntwo\x07") == ("one", r"two\x07")


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=[])))
def test_nothing_hidden_is_left(text: str) -> None:
    shown = visible(text)
    assert not {unicodedata.category(character) for character in shown} & HIDDEN
    assert visible(shown) == shown
