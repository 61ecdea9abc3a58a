from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.delivery.words import commands


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("npm ci && npm run lint", ["npm ci", "npm run lint"]),
        ("CI=1 npx --yes eslint@9 .", ["eslint ."]),
        ("./node_modules/.bin/tsc --noEmit", ["tsc --noEmit"]),
        ("$(BIN)/ruff check .", ["ruff check ."]),
        ("poetry run python -m pytest -q", ["pytest -q"]),
        ("uv run --with x mypy src", ["mypy src"]),
        ("bundle exec rubocop | tee out.txt", ["rubocop", "tee out.txt"]),
        (
            "docker run --rm -v $PWD:/src zricethezav/gitleaks:latest detect",
            ["gitleaks detect"],
        ),
        ("@.venv/bin/pytest", ["pytest"]),
        ('echo "npm test && true"', ["echo npm test && true"]),
        ("# npm test", []),
        ("", []),
    ],
)
def test_commands_are_found_behind_what_runs_them(text: str, found: list[str]) -> None:
    assert [one.text for one in commands(text)] == found


@pytest.mark.parametrize("text", ["npm test || true", "npm test || echo failed", "-pytest"])
def test_a_forgiven_failure_blocks_nothing(text: str) -> None:
    assert [one.blocking for one in commands(text)] == [False]


def test_lines_are_counted_over_continued_ones() -> None:
    found = list(commands("set -e\ndocker run x \\\n  y\npytest"))
    assert [(one.words[0], one.offset) for one in found] == [("set", 0), ("x", 1), ("pytest", 3)]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for one in commands(text):
        assert one.words
