from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.load.journey import Answer
from launchready.load.scenario.extract import MISSING, Seen, finder, json_path
from launchready.load.scenario.pattern import PatternError, SafePattern
from launchready.load.scenario.shape import ExtractTable

MODEST = settings(max_examples=150, deadline=None)
JSON = b'{"a": {"b": [1, {"c": "x"}], "n": null, "t": true, "o": {"k": 1}}, "i d": 5, "l": []}'
PAGE = (
    b"<form action=/login><input name=csrf value='a&amp;b'><input name=empty value>"
    b'<p class=total> 12,50 <b>EUR</b></p><script>var token = "t-9";</script></form>'
)


def found(body: bytes = b"", headers: tuple[tuple[str, str], ...] = (), **table: Any) -> str | None:
    return finder(ExtractTable(**table))(Seen(Answer(200, headers, body)))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("$.a.b[0]", "1"),
        ("$.a.b[1].c", "x"),
        ("$.a.b[-1].c", "x"),
        ("$['i d']", "5"),
        ("$.a.t", "true"),
        ("$.a.o", '{"k":1}'),
        ("$.l", "[]"),
        ("$..c", "x"),
        ("$.a.b[?@.c == 'x'].c", "x"),
        ("$.a.n", None),
        ("$.a.b[7]", None),
        ("$.a.b.c", None),
        ("$.a[0]", None),
        ("$.zzz", None),
        ("$['$ref..x']", None),
    ],
)
def test_a_json_path_finds_the_first_match(path: str, value: str | None) -> None:
    assert found(JSON, json=path) == value


@pytest.mark.parametrize(
    "body", [b"", b"<p>", b'"["', b"3", b"{", b"\xff", b"[" * 100_000, b"[" * 400]
)
def test_a_body_that_is_no_json_holds_nothing(body: bytes) -> None:
    assert found(body, json="$.a") is None
    assert found(body, json="$..a") is None


def test_a_body_of_many_megabytes_is_not_read_as_json() -> None:
    assert found(b'{"a": "' + b"x" * 2_000_000 + b'"}', json="$.a") is None
    assert found(b'{"a": 1, "b": "' + b"x" * 300_000 + b'"}', json="$.a") == "1"
    assert found(b'{"a": 1, "b": "' + b"x" * 300_000 + b'"}', json="$..a") is None


def test_a_hostile_tree_does_not_hold_the_run_up() -> None:
    body = b"[" + b"0," * 120_000 + b"0]"
    began = time.process_time()

    assert found(body, json="$..[?@.a == 1]") is None
    assert time.process_time() - began < 5


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda one: (
        st.lists(one, max_size=3) | st.dictionaries(st.sampled_from("abc"), one, max_size=3)
    ),
    max_leaves=12,
)


@MODEST
@given(VALUES, st.lists(st.sampled_from([".a", ".b", "[0]", "[2]"]), max_size=5))
def test_the_quick_way_agrees_with_the_library(value: Any, parts: list[str]) -> None:
    simple = "$" + "".join(parts)
    spelled = "$" + "".join(f"['{part[1]}']" if part[0] == "." else part for part in parts)

    seen = Seen(Answer(200, (), json.dumps(value).encode()))
    quick, full = json_path(simple)(seen), json_path(spelled)(seen)

    if not isinstance(value, (dict, list)):
        return
    assert (quick is MISSING) == (full is MISSING)
    assert quick is MISSING or quick == full


@MODEST
@given(st.text(alphabet="$.[]'\"?@*ab01=&|!() -:,", max_size=25))
def test_any_path_is_ready_or_refused(text: str) -> None:
    said = ""
    try:
        json_path("$" + text)(Seen(Answer(200, (), JSON)))
    except ValueError as error:
        said = str(error)
    assert not said or "JSON path" in said or "RFC 9535" in said


def test_headers_and_cookies() -> None:
    headers = (("X-Id", "7"), ("Set-Cookie", "xsrf=a=b; Path=/"), ("set-cookie", "sid=9"))

    assert found(headers=headers, header="x-id") == "7"
    assert found(headers=headers, cookie="xsrf") == "a=b"
    assert found(headers=headers, cookie="sid") == "9"
    assert found(headers=headers, cookie="si") is None
    assert found(headers=headers, header="none") is None


@pytest.mark.parametrize(
    ("css", "attribute", "value"),
    [
        ("input[name=csrf]", "value", "a&b"),
        ("form > p.total", None, "12,50EUR"),
        ("form", "action", "/login"),
        ("input[name=csrf]", "placeholder", None),
        ("input[name=none]", "value", None),
    ],
)
def test_css_finds_an_attribute_or_a_text(
    css: str, attribute: str | None, value: str | None
) -> None:
    assert found(PAGE, css=css, attribute=attribute) == value


def test_a_pattern_finds_its_group() -> None:
    assert found(PAGE, regex=r'token = "([^"]+)"') == "t-9"
    assert found(PAGE, regex=r"(\w+)=/(\w+)", group=2) == "login"
    assert found(PAGE, regex=r"name=csrf", group=0) == "name=csrf"
    assert found(PAGE, regex=r"nothing(x)") is None


@pytest.mark.parametrize(
    "text",
    [
        r'name="csrf" value="([^"]+)"',
        r'<input[^>]*name="csrf"[^>]*value="([^"]+)"',
        r'csrf.*?value="(.*?)"',
        r"(\d+)",
        r"id=(\d+)\s*;",
        r"token: ([\w-]+\.[\w-]+\.[\w-]+)",
        r'"id":\s*"([^"]*)"',
        r"(?i)csrf=(\w+)",
        r"a(b|c)?d",
        r"x(?=(y))",
    ],
)
def test_takes_the_patterns_that_people_write(text: str) -> None:
    SafePattern(text, 1)


@pytest.mark.parametrize(
    "text",
    [
        r"(a+)+b",
        r"(a|a)*b",
        r"(a|ab)*c",
        r"(.*)(.*)(.*)x",
        r"x(a?){30}",
        r"(?:\s*\w+\s*,)*(x)",
        r"(\w+)\1",
        r"(x)?(?(1)a|b)",
        r"(x.*y.*z.*w)",
        "a?" * 40 + "(a)" * 3,
        r"\s*\s*(x)\s*y\s*z",
        "(" + "x" * 600 + ")",
        "(",
        "(?P<a",
        "(a){99999999999999999999}",
    ],
)
def test_refuses_a_pattern_that_could_run_for_long(text: str) -> None:
    with pytest.raises(PatternError):
        SafePattern(text, 1)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r'<input[^>]*name="csrf"[^>]*value="([^"]+)"', '<input name="csrf" value=' * 40_000),
        (r"(\d+)x", "1" * 1_000_000),
        (r'csrf.*?value=(.*?)"', "csrf value=," * 80_000),
        (r"a(?:b|c)?[^z]*cc([^z]*)z", "abcc" * 250_000),
    ],
)
def test_a_hostile_page_does_not_hold_the_run_up(pattern: str, text: str) -> None:
    began = time.process_time()

    assert SafePattern(pattern, 1).search(text, 1) is None
    assert time.process_time() - began < 2


@MODEST
@given(
    st.text(alphabet="ab(|)*+?.[^]{1,2}\\dw", max_size=12), st.text(alphabet="ab12", max_size=40)
)
def test_any_pattern_is_taken_or_refused_and_what_it_finds_is_there(text: str, page: str) -> None:
    try:
        pattern = SafePattern(text, 0)
    except PatternError:
        return
    value = pattern.search(page, 0)
    assert value is None or value in page
