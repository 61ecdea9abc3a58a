from __future__ import annotations

import pytest
from tests.checks.migrate.literal import about_the_step, seen, step

from launchready.checks.migrate.migration_destroys_data import migration_destroys_data
from launchready.facts.migrations import Effect, Migrations

FIRES = [
    pytest.param(
        seen(step(Effect.TRUNCATE, "carts")),
        "The migration empties carts.",
        "CREATE TABLE carts_before AS TABLE carts",
        id="truncate",
    ),
    pytest.param(
        seen(step(Effect.DELETE_ALL, "carts")),
        "The migration deletes every row of carts.",
        "DELETE FROM carts WHERE …",
        id="delete",
    ),
    pytest.param(
        seen(step(Effect.DROP_SCHEMA, "old")),
        "The migration drops the schema old.",
        "keep a copy",
        id="schema",
    ),
    pytest.param(
        seen(step(Effect.DROP_COLUMN, column="note", used=("a.py:1",), known=True)),
        "The migration drops the column orders.note.",
        "Release code that no longer names note first",
        id="column in use",
    ),
    pytest.param(
        seen(step(Effect.DROP_TABLE)),
        "The migration drops the table orders.",
        "keep a copy",
        id="nobody searched",
    ),
]
QUIET = [
    pytest.param(
        seen(step(Effect.DROP_COLUMN, column="note", known=True)), id="contracted one release later"
    ),
    pytest.param(seen(step(Effect.UPDATE_ALL)), id="update"),
    pytest.param(seen(), id="nothing new"),
]


@pytest.mark.parametrize(("fact", "message", "fix"), FIRES)
def test_fires(fact: Migrations, message: str, fix: str) -> None:
    finding = about_the_step(migration_destroys_data.judge(fact))
    assert finding.message == message
    assert fix in finding.fix


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Migrations) -> None:
    assert not tuple(migration_destroys_data.judge(fact))
