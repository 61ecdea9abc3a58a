from __future__ import annotations

import pytest
from tests.checks.migrate.literal import about_the_step, seen, step

from launchready.checks.migrate.migration_rewrites_table import migration_rewrites_table
from launchready.facts.migrations import Effect, Migrations

FIRES = [
    pytest.param(
        seen(step(Effect.TYPE, column="id", definition="bigint")),
        "The migration changes the type of orders.id and rewrites the table.",
        "ALTER TABLE orders ADD COLUMN id_new bigint;",
        id="type",
    ),
    pytest.param(
        seen(
            step(Effect.VOLATILE_DEFAULT, column="u", definition="uuid DEFAULT gen_random_uuid()")
        ),
        "The migration gives every row a value of its own and rewrites the table on orders.",
        "ALTER TABLE orders ALTER COLUMN u SET DEFAULT gen_random_uuid();",
        id="default",
    ),
    pytest.param(
        seen(step(Effect.VACUUM_FULL)),
        "The migration rewrites orders to save space.",
        "VACUUM (ANALYZE) orders;",
        id="vacuum full",
    ),
    pytest.param(
        seen(step(Effect.CLUSTER)),
        "The migration rewrites orders in the order of an index.",
        "pg_repack",
        id="cluster",
    ),
    pytest.param(
        seen(step(Effect.TABLESPACE)),
        "The migration copies orders to another tablespace.",
        "announced window",
        id="tablespace",
    ),
]
QUIET = [
    pytest.param(seen(step(Effect.INDEX)), id="a lock is judged elsewhere"),
    pytest.param(seen(), id="nothing new"),
]


@pytest.mark.parametrize(("fact", "message", "fix"), FIRES)
def test_fires(fact: Migrations, message: str, fix: str) -> None:
    finding = about_the_step(migration_rewrites_table.judge(fact))
    assert finding.message == message
    assert fix in finding.fix


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Migrations) -> None:
    assert not tuple(migration_rewrites_table.judge(fact))
