from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.env.dotenv import MOST_VALUE, parse_dotenv

CASES = [
    pytest.param("A=1", {"A": "1"}, id="plain"),
    pytest.param("export A=1", {"A": "1"}, id="export"),
    pytest.param("A = 1 # why", {"A": "1"}, id="spaces and a comment"),
    pytest.param("A=pa#ss", {"A": "pa#ss"}, id="a hash inside a value"),
    pytest.param('A="x # y"', {"A": "x # y"}, id="a hash inside quotes"),
    pytest.param('A="one\\ntwo"', {"A": "one\ntwo"}, id="an escaped line break"),
    pytest.param('A="one\ntwo"\nB=3', {"A": "one\ntwo", "B": "3"}, id="several lines"),
    pytest.param("A='$B \\n'", {"A": "$B \\n"}, id="single quotes are literal"),
    pytest.param("A=`a 'b' \"c\"`", {"A": "a 'b' \"c\""}, id="backticks"),
    pytest.param("A=1\nB=${A}2", {"A": "1", "B": "12"}, id="interpolation"),
    pytest.param("B=${A:-x}", {"B": "x"}, id="a default"),
    pytest.param("A=\nB=${A:-x}\nC=${A-y}", {"A": "", "B": "x", "C": ""}, id="empty or unset"),
    pytest.param("A=\\$B", {"A": "$B"}, id="an escaped dollar"),
    pytest.param("A", {"A": ""}, id="a name alone"),
    pytest.param("A: x", {"A": "x"}, id="a colon"),
    pytest.param("A=1\r\nB=2\r\n", {"A": "1", "B": "2"}, id="Windows lines"),
    pytest.param("A=1\nA=2", {"A": "2"}, id="the last wins"),
    pytest.param('A="open\nB=2', {"A": '"open', "B": "2"}, id="a quote that never closes"),
    pytest.param("# A=1\n\n  \n=x\n1=2\n", {}, id="nothing"),
    pytest.param("A=https://x.example/?a=b&c=d", {"A": "https://x.example/?a=b&c=d"}, id="a URL"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_reads_what_libraries_read(text: str, expected: dict[str, str]) -> None:
    assert {one.name: one.value for one in parse_dotenv(text)} == expected


def test_names_the_line_of_each_assignment() -> None:
    found = parse_dotenv('A="1\n2"\n# c\nB=2\n')
    assert [(one.name, one.line) for one in found] == [("A", 1), ("B", 4)]


def test_a_value_that_needs_another_file_is_not_whole() -> None:
    [one] = parse_dotenv("A=${ELSEWHERE}/x")
    assert not one.whole


def test_interpolation_does_not_grow_without_end() -> None:
    lines = ["A0=" + "x" * 100] + [f"A{n}=" + f"${{A{n - 1}}}" * 50 for n in range(1, 30)]
    found = parse_dotenv("\n".join(lines))
    assert max(len(one.value) for one in found) <= MOST_VALUE


def test_a_value_never_shows_in_a_repr() -> None:
    assert "hunter2" not in repr(parse_dotenv("PASSWORD=hunter2"))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("AB=\"'`\\\n\r $#{}:-x\t\0é"), max_size=120))
def test_any_text_is_read_and_ends(text: str) -> None:
    for one in parse_dotenv(text):
        assert one.name
        assert one.line >= 1


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.from_regex(r"[A-Z_][A-Z0-9_]{0,8}", fullmatch=True),
        st.text(alphabet=st.characters(codec="utf-8", exclude_characters="'\r\\\0"), max_size=30),
        max_size=6,
    )
)
def test_what_is_quoted_comes_back(values: dict[str, str]) -> None:
    text = "".join(f"{name}='{value}'\n" for name, value in values.items())
    assert {one.name: one.value for one in parse_dotenv(text)} == values
