from __future__ import annotations

import pytest
from tests.checks.migrate.literal import about_the_step, seen, step

from launchready.checks.migrate.migration_locks_table import migration_locks_table
from launchready.facts.migrations import Effect, Migrations

FIRES = [
    pytest.param(
        seen(step(Effect.INDEX, name="o_idx", definition="|(user_id)")),
        "The migration builds an index on orders while writes wait.",
        "CREATE INDEX CONCURRENTLY o_idx ON orders (user_id);",
        id="index",
    ),
    pytest.param(
        seen(step(Effect.INDEX, name="o_idx", definition="UNIQUE |(user_id)")),
        "The migration builds an index on orders while writes wait.",
        "CREATE UNIQUE INDEX CONCURRENTLY o_idx ON orders (user_id);",
        id="unique index",
    ),
    pytest.param(
        seen(step(Effect.DROP_INDEX, name="o_idx")),
        "The migration drops the index o_idx while everything waits.",
        "DROP INDEX CONCURRENTLY IF EXISTS o_idx;",
        id="drop index",
    ),
    pytest.param(
        seen(
            step(Effect.FOREIGN_KEY, name="fk", definition="FOREIGN KEY (u) REFERENCES users (id)")
        ),
        "The migration checks every row of two tables while writes to both wait on orders.",
        "ADD CONSTRAINT fk FOREIGN KEY (u) REFERENCES users (id) NOT VALID; and in the next"
        " migration: ALTER TABLE orders VALIDATE CONSTRAINT fk;",
        id="foreign key",
    ),
    pytest.param(
        seen(step(Effect.NOT_NULL, column="paid")),
        "The migration scans every row of orders.paid for NULL while everything waits.",
        "ADD CONSTRAINT orders_paid_set CHECK (paid IS NOT NULL) NOT VALID;",
        id="not null",
    ),
    pytest.param(
        seen(step(Effect.UNIQUE, name="o_key", definition="UNIQUE (code)")),
        "The migration builds a unique index while everything waits on orders.",
        "ADD CONSTRAINT o_key UNIQUE USING INDEX o_key;",
        id="unique",
    ),
    pytest.param(
        seen(step(Effect.LOCK_TABLE, "orders")),
        "The migration locks orders until the transaction ends.",
        "SET lock_timeout = '2s';",
        id="lock table",
    ),
    pytest.param(
        seen(step(Effect.REFRESH, "sales")),
        "The migration rebuilds sales while every reader waits.",
        "REFRESH MATERIALIZED VIEW CONCURRENTLY sales;",
        id="refresh",
    ),
    pytest.param(
        seen(step(Effect.TRIGGER, name="t")),
        "The migration adds a trigger while writes wait on orders.",
        "SET lock_timeout = '2s';",
        id="trigger",
    ),
]
QUIET = [
    pytest.param(seen(step(Effect.NO_LOCK_TIMEOUT)), id="judged elsewhere"),
    pytest.param(seen(step(Effect.TYPE, column="a")), id="a rewrite is judged elsewhere"),
    pytest.param(seen(), id="nothing new"),
]


@pytest.mark.parametrize(("fact", "message", "fix"), FIRES)
def test_fires(fact: Migrations, message: str, fix: str) -> None:
    finding = about_the_step(migration_locks_table.judge(fact))
    assert finding.message == message
    assert fix in finding.fix


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Migrations) -> None:
    assert not tuple(migration_locks_table.judge(fact))
