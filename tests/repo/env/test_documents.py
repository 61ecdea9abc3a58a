from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.repo.env.documents import UnreadableError, read_json, read_toml, read_yaml


def test_scalars_stay_what_was_written() -> None:
    [document] = read_yaml("a: yes\nb: 010\nc:\nd: ''\ne: 2020-01-01\nf: !reset x\ng: !!int no\n")
    assert document == {
        "a": "yes",
        "b": "010",
        "c": None,
        "d": "",
        "e": "2020-01-01",
        "f": "x",
        "g": "no",
    }


def test_merges_what_compose_files_share() -> None:
    [document] = read_yaml("a: &a {x: 1}\nb: {<<: *a, y: 2}\n")
    assert document["b"] == {"x": "1", "y": "2"}


def _laughs() -> str:
    lines = ["a0: &a0 {" + ", ".join(f"k{n}: 1" for n in range(10)) + "}"]
    for level in range(1, 15):
        merged = ", ".join([f"*a{level - 1}"] * 10)
        lines.append(f"a{level}: &a{level} {{<<: [{merged}]}}")
    return "\n".join(lines)


HOSTILE = [
    pytest.param("[" * 100_000, id="nested without end"),
    pytest.param("a: &a [x]\n" + "b: [*a]\n" * 500, id="many aliases"),
    pytest.param(_laughs(), id="merges of merges"),
    pytest.param("a: &a [*a]\n" * 300, id="a value that holds itself"),
    pytest.param("a: b: c", id="not YAML"),
    pytest.param("{{ .Values.x }}: {", id="a template"),
    pytest.param("x" * 600_000, id="too large"),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_yaml_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        read_yaml(text)


def test_a_tag_never_makes_an_object() -> None:
    assert read_yaml("a: !!python/object/apply:os.system [ls]") == ({"a": ["ls"]},)


def test_deep_json_and_toml_are_refused() -> None:
    with pytest.raises(UnreadableError):
        read_json("[" * 100_000)
    with pytest.raises(UnreadableError):
        read_toml("a = " + "[" * 50_000)


def test_json_with_comments_is_read() -> None:
    assert read_json('{// why\n"a": "http://x", /* c */ "b": [1, 2,],}') == {
        "a": "http://x",
        "b": [1, 2],
    }


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab:-[]{}&*!<>|\n \t'\"#%?,~\0é"), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_yaml, read_json, read_toml):
        with suppress(UnreadableError):
            read(text)
