from __future__ import annotations

import pytest
from tests.checks.migrate.literal import PATH, about_the_step, seen, step

from launchready.checks.migrate.migration_not_rerunnable import migration_not_rerunnable
from launchready.facts.migrations import Dialect, Effect, Migration, Migrations, MigrationSet, Tool

FIRES = [
    pytest.param(
        seen(step(Effect.SEED, "plans")),
        "The migration inserts rows into plans without ON CONFLICT.",
        "ON CONFLICT DO NOTHING",
        id="seed",
    ),
    pytest.param(
        seen(step(Effect.UNGUARDED, name="o_idx", definition="|(a)")),
        "The migration fails when it is run again after it broke off.",
        "DROP INDEX CONCURRENTLY IF EXISTS o_idx; CREATE INDEX CONCURRENTLY o_idx",
        id="index",
    ),
]
QUIET = [
    pytest.param(seen(step(Effect.UPDATE_ALL)), id="update"),
    pytest.param(seen(), id="nothing new"),
]


@pytest.mark.parametrize(("fact", "message", "fix"), FIRES)
def test_fires(fact: Migrations, message: str, fix: str) -> None:
    finding = about_the_step(migration_not_rerunnable.judge(fact))
    assert finding.message == message
    assert fix in finding.fix


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Migrations) -> None:
    assert not tuple(migration_not_rerunnable.judge(fact))


def test_fires_on_a_migration_that_was_changed_after_its_release() -> None:
    one = Migration(PATH, edited=True)
    group = MigrationSet(Tool.SUPABASE, "supabase/migrations", Dialect.POSTGRES, (one,))
    fact = Migrations("migrations", (group,), "origin/main at 1a2b3c4d5e")
    [finding] = migration_not_rerunnable.judge(fact)
    assert finding.subject == f"{PATH}:1"
    assert f"git checkout origin/main -- {PATH}" in finding.fix
