from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.repo.yaml import NOTHING, YamlError, documents, load


def test_scalars_stay_the_text_they_are_and_know_their_lines() -> None:
    node = load("on:\n  push: yes\njobs:\n  a:\n    run: |\n      one\n      two\n")
    assert node.plain() == {"on": {"push": "yes"}, "jobs": {"a": {"run": "one\ntwo\n"}}}
    run = node.get("jobs", "a", "run")
    assert (run.line, run.block) == (5, True)


def test_merged_mappings_give_way_to_own_keys() -> None:
    node = load("x: &x {a: 1, b: 1}\ny: {<<: *x, b: 2}\n")
    assert node.get("y").plain() == {"a": "1", "b": "2"}


def test_what_is_not_there_is_empty_and_not_an_error() -> None:
    node = load("a: [b]\n")
    assert not node.get("x", "y")
    assert node.get("a", "b", "c") == NOTHING
    assert load("") == NOTHING
    assert node.get("a").words() == ("b",)


def test_quoted_null_is_a_word() -> None:
    assert load("[~, null, 'null', '~']").plain() == [None, None, "null", "~"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 1_000,
        "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
        + "\n".join(
            f"a{n}: &a{n} [{','.join([f'*a{n - 1}' if n else '*a'] * 10)}]" for n in range(6)
        ),
        "- x\n" * 200_000,
        "x" * (2 << 20),
        "---\na\n" * 1_000,
    ],
    ids=["deep", "laughing", "long", "large", "many documents"],
)
def test_too_much_is_refused(text: str) -> None:
    with pytest.raises(YamlError):
        load(text)


@pytest.mark.parametrize("text", ["a: [b", "\t- a", "a: *b\n", "&a [*a]", "%x", "\ud800"])
def test_broken_text_is_refused_or_read_without_harm(text: str) -> None:
    with contextlib.suppress(YamlError):
        assert isinstance(documents(text), tuple)


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("ab:-[]{}&*!|>'\"#%@,? \n\t<~"), max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(YamlError):
        for node in documents(text):
            node.plain()
            assert list(node.scalars()) is not None
