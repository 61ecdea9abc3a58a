from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.load.journey import User
from launchready.load.scenario.body import form_body, json_body
from launchready.load.scenario.draw import between, mixed
from launchready.load.scenario.template import (
    Rendering,
    as_is,
    in_header,
    in_json,
    in_url,
    parse,
)
from launchready.net.http.url import parse as parse_url

MODEST = settings(max_examples=200, deadline=None)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def made(text: str, escape: Any, **variables: str) -> str:
    return Rendering({}).ready(parse(text), escape).text(User(3, variables=variables), 0)


@MODEST
@given(ANY, ANY)
def test_a_value_in_a_url_stays_one_segment_and_one_query_value(value: str, other: str) -> None:
    url = made("https://shop.example/items/{{ a }}/x?q={{ b }}&z=1", in_url, a=value, b=other)

    sent = parse_url(url)
    assert sent.host == "shop.example"
    path, _, query = sent.target.partition("?")
    assert path.count("/") == 3
    assert unquote(path.split("/")[2]) == value
    assert parse_qsl(query, keep_blank_values=True) == [("q", other), ("z", "1")]


@MODEST
@given(ANY)
def test_a_value_in_a_json_body_stays_a_text(value: str) -> None:
    tree = {"a": "x{{ v }}y", "{{ v }}": ["{{ v }}", 1, True, None, {}, [], 1.5]}

    body = json_body(tree, Rendering({})).text(User(0, variables={"v": value}), 0)

    assert json.loads(body) == {
        "a": f"x{value}y",
        value: [value, 1, True, None, {}, [], 1.5],
    }


@MODEST
@given(ANY, ANY)
def test_a_value_in_a_form_stays_one_field(value: str, key: str) -> None:
    if "{{" in key:
        return
    fields = {f"k{key}": "{{ v }}", "z": "a b&c=d"}

    body = form_body(fields, Rendering({})).text(User(0, variables={"v": value}), 0)

    assert parse_qsl(body, keep_blank_values=True) == [(f"k{key}", value), ("z", "a b&c=d")]


@MODEST
@given(ANY)
def test_a_value_in_a_header_ends_no_line(value: str) -> None:
    sent = made("Bearer {{ v }}", in_header, v=value)

    assert not {"\r", "\n", "\0"} & set(sent)
    assert sent.splitlines() == [sent] or not value.isascii()


@MODEST
@given(st.text(alphabet="{} ab|_1\n", max_size=30))
def test_any_text_is_cut_so_that_nothing_is_lost(text: str) -> None:
    try:
        template = parse(text)
    except ValueError:
        template = None
    if template is None:
        assert "{{" in text
        return
    literal = "".join(piece for piece in template.pieces if isinstance(piece, str))
    assert len(literal) + 5 * len(template.names) <= len(text)
    assert all(name in text for name in template.names)


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        *(("7", "7"), ("-1.5e3", "-1.5e3"), ("true", "true"), ("null", "null")),
        *(("", '""'), ("07", '"07"'), ("1, 2", '"1, 2"'), ("NaN", '"NaN"'), ('"', '"\\""')),
    ],
)
def test_a_number_stands_without_quotes_only_where_it_is_one(value: str, sent: str) -> None:
    body = json_body({"n": "{{ v | number }}"}, Rendering({}))

    assert body.text(User(0, variables={"v": value}), 0) == f'{{"n": {sent}}}'


def test_what_is_always_the_same_is_made_once() -> None:
    rendering = Rendering({"TOKEN": 'a"b'})

    assert rendering.ready(parse('x {{ TOKEN }} "y"'), in_json).fixed == 'x a\\"b "y"'
    assert rendering.ready(parse("{{ user }}"), as_is).fixed is None


def test_built_in_values() -> None:
    user = User(4, journey=2, run="lr-1")
    rendering = Rendering({})
    text = rendering.ready(parse("{{ user }}/{{ journey }}/{{ run }}/{{uuid}}"), as_is)

    assert text.text(user, 0).startswith("4/2/lr-1/")
    assert text.text(user, 0) != text.text(user, 0)


def test_random_is_the_same_in_each_run_and_another_at_each_place_and_turn() -> None:
    def numbers(number: int) -> list[str]:
        rendering = Rendering({})
        texts = [rendering.ready(parse("{{ random }}"), as_is) for _ in range(2)]
        return [text.text(User(number), turn) for text in texts for turn in range(3)]

    assert numbers(1) == numbers(1)
    assert len({*numbers(1), *numbers(2)}) == 12


def test_draws_are_even() -> None:
    drawn = [between(1, 4, user, 0, 7) for user in range(4000)]

    assert min(drawn) >= 1
    assert max(drawn) <= 4
    assert sum(drawn) / len(drawn) == pytest.approx(2.5, abs=0.1)
    assert len({mixed(user, journey, 0) for user in range(50) for journey in range(50)}) == 2500


def test_a_shown_template_holds_no_value() -> None:
    template = parse("https://shop.example/o/{{ token }}?a={{ b }}")

    assert template.shown() == "https://shop.example/o/{token}?a={b}"
    assert urlsplit(template.shown()).hostname == "shop.example"
