from __future__ import annotations

import pytest

from launchready.checks.migrate.migration_cannot_run import migration_cannot_run
from launchready.facts.migrations import (
    Dialect,
    Effect,
    Migration,
    Migrations,
    MigrationSet,
    Step,
    Tool,
)

PATH = "supabase/migrations/2_orders.sql"


def step(
    effect: Effect,
    table: str = "orders",
    *,
    column: str = "",
    name: str = "",
    definition: str = "",
    used: tuple[str, ...] = (),
    known: bool = False,
) -> Step:
    return Step(PATH, 3, effect, "THE STATEMENT", table, column, name, definition, used, known)


def seen(*steps: Step) -> Migrations:
    one = Migration(PATH, steps)
    group = MigrationSet(Tool.DBMATE, "supabase/migrations", Dialect.POSTGRES, (one,), 4)
    return Migrations("migrations", (group,), "origin/main at 1a2b3c4d5e")


FIRES = [
    pytest.param(
        seen(step(Effect.CANNOT_RUN, definition="CREATE INDEX CONCURRENTLY")),
        "The migration has a statement that cannot run inside a transaction.",
        "-- migrate:up transaction:false",
        id="concurrently",
    ),
]
QUIET = [
    pytest.param(seen(step(Effect.INDEX)), id="plain index"),
    pytest.param(seen(), id="nothing new"),
]


@pytest.mark.parametrize(("fact", "message", "fix"), FIRES)
def test_fires(fact: Migrations, message: str, fix: str) -> None:
    [finding] = migration_cannot_run.judge(fact)
    assert finding.message == message
    assert finding.subject == f"{PATH}:3"
    assert fix in finding.fix
    assert finding.verify
    assert finding.evidence[0] == "THE STATEMENT"


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Migrations) -> None:
    assert not tuple(migration_cannot_run.judge(fact))
