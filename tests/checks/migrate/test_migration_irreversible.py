from __future__ import annotations

import pytest

from launchready.checks.migrate.migration_irreversible import migration_irreversible
from launchready.facts.migrations import (
    Dialect,
    Down,
    Effect,
    Migration,
    Migrations,
    MigrationSet,
    Step,
    Tool,
)

PATH = "db/migrations/2.sql"


def seen(down: Down, *steps: Step) -> Migrations:
    one = Migration(PATH, steps, down, 7)
    group = MigrationSet(Tool.DBMATE, "db/migrations", Dialect.POSTGRES, (one,))
    return Migrations("migrations", (group,), "main at 1a2b3c4d5e")


def drop(*used: str, known: bool = True) -> Step:
    text = "ALTER TABLE a DROP COLUMN b"
    return Step(PATH, 3, Effect.DROP_COLUMN, text, "a", "b", used=used, usage_known=known)


FIRES = [
    pytest.param(seen(Down.MISSING), 7, "The migration has no way back.", id="missing"),
    pytest.param(
        seen(Down.EMPTY), 7, "The migration has a way back that does nothing.", id="empty"
    ),
    pytest.param(
        seen(Down.FORWARD_ONLY, drop()),
        3,
        "The migration drops the column a.b, and nothing brings its rows back.",
        id="an unused column is dropped",
    ),
]
QUIET = [
    pytest.param(seen(Down.WRITTEN), id="written"),
    pytest.param(seen(Down.FORWARD_ONLY), id="the tool has none"),
    pytest.param(seen(Down.FORWARD_ONLY, drop("a.py:1")), id="a used one is worse, elsewhere"),
    pytest.param(seen(Down.FORWARD_ONLY, drop(known=False)), id="not searched"),
]


@pytest.mark.parametrize(("fact", "line", "message"), FIRES)
def test_fires(fact: Migrations, line: int, message: str) -> None:
    [finding] = migration_irreversible.judge(fact)
    assert (finding.subject, finding.message) == (f"{PATH}:{line}", message)
    assert finding.fix


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Migrations) -> None:
    assert not tuple(migration_irreversible.judge(fact))
