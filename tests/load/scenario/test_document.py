from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.load.scenario.document import DEEPEST, MOST_BYTES, MOST_NODES, read_document
from launchready.load.trouble import LoadError

MODEST = settings(max_examples=150, deadline=None)


def tree(text: str) -> Any:
    return read_document(text, "shop.yaml").tree


def test_words_mean_what_yaml_1_2_says() -> None:
    assert tree("[no, yes, on, 12:30, 2027-01-01, 010, 1_000, 0x1F]") == [
        *("no", "yes", "on", "12:30", "2027-01-01", 10, "1_000", "0x1F")
    ]
    assert tree("[true, False, null, ~, 1.5, -2, 1e3, 'true', \"7\"]") == [
        *(True, False, None, None, 1.5, -2, 1000.0, "true", "7")
    ]


def test_each_value_knows_its_line() -> None:
    document = read_document("a:\n  - x\n  -\n    b: 1\n", "shop.yaml")

    assert str(document.wrong("a[1].b", "is odd")) == "shop.yaml line 4: `a[1].b` is odd"
    assert str(document.wrong("a[1].zz.y", "is odd")).startswith("shop.yaml line 4:")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("a: &x 1\nb: *x", "line 1: anchors and aliases", id="an anchor"),
        pytest.param("a: *x", "line 1: anchors and aliases", id="an alias"),
        pytest.param("&x a: 1", "line 1: a key is a plain word", id="an anchored key"),
        pytest.param("a: 1\na: 2", "line 2: the key 'a' stands here twice", id="a key twice"),
        pytest.param("a: !!python/object:os.system x", "line 1: tags", id="a tag"),
        pytest.param("a: !!str 1", "line 1: tags", id="a tag of YAML's own"),
        pytest.param("? [a]\n: 1", "line 1: a key is a plain word", id="a list as key"),
        pytest.param("a: 1\n---\nb: 2", "line 2: holds a second document", id="two documents"),
        pytest.param("", "shop.yaml is empty", id="nothing"),
        pytest.param("# only words", "shop.yaml is empty", id="a comment alone"),
        pytest.param("a: [1", "is not YAML", id="an open list"),
        pytest.param("a: b: c", "is not YAML", id="two colons"),
        pytest.param("a: \x00", "is not YAML", id="a control character"),
        pytest.param("a: \ud800", "is not YAML", id="half a surrogate pair"),
        pytest.param("[" * 5000, "nested deeper than", id="brackets without end"),
        pytest.param("a: " + "[" * 40 + "]" * 40, f"deeper than {DEEPEST}", id="too deep"),
        pytest.param("[" + "1," * (MOST_NODES + 1) + "]", "more than 50000 values", id="too many"),
        pytest.param("x" * (MOST_BYTES + 1), "larger than 1024 KiB", id="too large"),
    ],
)
def test_refuses(text: str, sentence: str) -> None:
    with pytest.raises(LoadError) as caught:
        tree(text)

    assert sentence in str(caught.value)
    assert len(str(caught.value)) < 300


def test_a_bomb_of_aliases_costs_nothing() -> None:
    levels = ["a0: &a0 [x, x]"]
    levels += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]

    with pytest.raises(LoadError, match="anchors and aliases"):
        tree("\n".join(levels))


def outcome(text: str) -> str:
    """Return what is said of a text; anything but `LoadError` is a fault of the reader."""
    try:
        return read_document(text, "shop.yaml").source
    except LoadError as error:
        return str(error)


@MODEST
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    assert outcome(text).startswith("shop.yaml")


@MODEST
@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%@\n ,0~?", max_size=120))
def test_any_marks_of_yaml_are_read_or_refused(text: str) -> None:
    assert outcome(text).startswith("shop.yaml")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=10,
)


@MODEST
@given(VALUES.filter(lambda value: value is not None))
def test_json_reads_as_the_same_values(value: Any) -> None:
    text = json.dumps(value)
    if "\\ud" in text.lower() or "\\u007f" in text:
        return

    assert tree(text) == value
