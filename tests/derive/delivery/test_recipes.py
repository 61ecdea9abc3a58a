from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.delivery.recipes import Recipes, just_recipes, make_recipes
from launchready.derive.delivery.words import commands
from launchready.facts.delivery import Purpose

MAKEFILE = """\
BIN := .venv/bin
.PHONY: test lint
all: lint test
lint:
\t$(BIN)/ruff check .
test: build
\t$(BIN)/pytest || true
build: ; $(BIN)/mypy
loop: loop
\tmake loop
"""


def purposes(text: str, recipes: Recipes) -> dict[Purpose, bool]:
    found: dict[Purpose, bool] = {}
    for one in commands(text):
        found |= recipes.purposes(one)
    return found


def test_a_target_is_followed_through_variables_and_prerequisites() -> None:
    recipes = Recipes(make_recipes(MAKEFILE))
    assert purposes("make lint", recipes) == {Purpose.LINT: True}
    assert purposes("make test", recipes) == {Purpose.TESTS: False, Purpose.TYPES: True}
    assert set(purposes("make", recipes)) == {Purpose.LINT, Purpose.TESTS, Purpose.TYPES}


def test_a_target_that_calls_itself_ends() -> None:
    assert purposes("make loop", Recipes(make_recipes(MAKEFILE))) == {}


def test_package_scripts_are_followed_into_each_other_and_into_shell_scripts() -> None:
    texts = {
        ("npm", "check"): "npm run lint && yarn types",
        ("npm", "lint"): "biome ci .",
        ("npm", "types"): "bash scripts/types.sh",
    }
    recipes = Recipes(texts, {"scripts/types.sh": "#!/bin/sh\nvue-tsc --noEmit\n"})
    assert set(purposes("pnpm run check", recipes)) == {Purpose.LINT, Purpose.TYPES}


@pytest.mark.parametrize(
    "stub", ['echo "Error: no test specified" && exit 1', "exit 0", "true", ""]
)
def test_a_script_that_only_says_there_are_no_tests_is_none(stub: str) -> None:
    assert purposes("npm test", Recipes({("npm", "test"): stub})) == {}


def test_an_unknown_tool_behind_a_script_called_test_is_a_test() -> None:
    recipes = Recipes({("npm", "test"): "node spec/run.mjs"})
    assert purposes("npm test", recipes) == {Purpose.TESTS: True}


def test_justfiles_are_followed() -> None:
    recipes = Recipes(just_recipes("ci: lint\n    cargo test\nlint:\n    cargo clippy\n"))
    assert set(purposes("just ci", recipes)) == {Purpose.LINT, Purpose.TESTS}


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("abc: =$()\t\n\\;|.%#"), max_size=300))
def test_any_makefile_is_read_without_an_error(text: str) -> None:
    recipes = Recipes(make_recipes(text))
    assert isinstance(purposes("make a", recipes), dict)
