from __future__ import annotations

import pytest
from tests.checks.migrate.literal import about_the_step, seen, step

from launchready.checks.migrate.migration_changes_every_row import migration_changes_every_row
from launchready.facts.migrations import Effect, Migrations

FIRES = [
    pytest.param(
        seen(step(Effect.UPDATE_ALL, definition="currency = 'EUR'")),
        "The migration changes every row of orders in one statement.",
        "UPDATE orders SET currency = 'EUR' WHERE ctid IN (SELECT ctid FROM orders WHERE"
        " currency IS DISTINCT FROM 'EUR' LIMIT 5000);",
        id="update",
    ),
]
QUIET = [
    pytest.param(seen(step(Effect.DELETE_ALL)), id="delete is judged elsewhere"),
    pytest.param(seen(step(Effect.SEED)), id="seed"),
    pytest.param(seen(), id="nothing new"),
]


@pytest.mark.parametrize(("fact", "message", "fix"), FIRES)
def test_fires(fact: Migrations, message: str, fix: str) -> None:
    finding = about_the_step(migration_changes_every_row.judge(fact))
    assert finding.message == message
    assert fix in finding.fix


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Migrations) -> None:
    assert not tuple(migration_changes_every_row.judge(fact))
