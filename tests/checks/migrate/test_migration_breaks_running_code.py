from __future__ import annotations

import pytest
from tests.checks.migrate.literal import about_the_step, seen, step

from launchready.checks.migrate.migration_breaks_running_code import migration_breaks_running_code
from launchready.facts.migrations import Effect, Migrations

FIRES = [
    pytest.param(
        seen(step(Effect.DROP_COLUMN, column="note", used=("app/models.py:12",), known=True)),
        "The migration drops the column orders.note, which the released code uses in"
        " app/models.py:12.",
        "Release code that no longer names note first;",
        id="used",
    ),
    pytest.param(
        seen(step(Effect.DROP_TABLE)),
        "The migration drops the table orders, which the running code may not expect.",
        "pg_dump -t orders",
        id="not searched",
    ),
    pytest.param(
        seen(step(Effect.RENAME_COLUMN, column="name", name="full_name")),
        "The migration renames orders.name to full_name, which the running code may not expect.",
        "Keep name: ALTER TABLE orders ADD COLUMN full_name",
        id="rename column",
    ),
    pytest.param(
        seen(step(Effect.RENAME_TABLE, name="sales")),
        "The migration renames orders to sales, which the running code may not expect.",
        "CREATE VIEW orders AS SELECT * FROM sales;",
        id="rename table",
    ),
    pytest.param(
        seen(step(Effect.REQUIRED_COLUMN, column="a", definition="int NOT NULL")),
        "The migration adds orders.a, which every insert must fill, which the running code"
        " may not expect.",
        "ALTER TABLE orders ADD COLUMN a int;",
        id="required",
    ),
]
QUIET = [
    pytest.param(
        seen(step(Effect.DROP_COLUMN, column="note", known=True)), id="nothing names it any more"
    ),
    pytest.param(seen(step(Effect.INDEX)), id="index"),
    pytest.param(seen(), id="nothing new"),
]


@pytest.mark.parametrize(("fact", "message", "fix"), FIRES)
def test_fires(fact: Migrations, message: str, fix: str) -> None:
    finding = about_the_step(migration_breaks_running_code.judge(fact))
    assert finding.message == message
    assert fix in finding.fix


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Migrations) -> None:
    assert not tuple(migration_breaks_running_code.judge(fact))
