from __future__ import annotations

import re
from importlib import import_module
from pkgutil import walk_packages

import pytest

from launchready.derive.pattern import lazy


def test_it_behaves_as_a_compiled_pattern() -> None:
    word = lazy(r"(\w+)!", re.IGNORECASE)
    assert word.pattern == r"(\w+)!"
    found = word.search("say HELLO!")
    assert found is not None
    assert found.group(1) == "HELLO"
    assert word.sub("-", "a! b!") == "- -"
    assert lazy(rb"\d").findall(b"a1b2") == [b"1", b"2"]


def test_a_mistake_in_it_is_told_at_its_first_use() -> None:
    broken = lazy("(")
    with pytest.raises(re.error):
        broken.search("")


PARTS = ("derive", "repo", "net", "checks", "collect", "report")


@pytest.mark.parametrize("part", PARTS)
def test_every_pattern_of_the_product_can_be_compiled(part: str) -> None:
    package = import_module(f"launchready.{part}")
    kind = type(lazy(""))
    patterns = [
        value
        for found in walk_packages(package.__path__, f"{package.__name__}.")
        for value in vars(import_module(found.name)).values()
        if isinstance(value, kind)
    ]
    assert patterns
    assert all(one.pattern is not None for one in patterns)
