from __future__ import annotations

import pytest
from tests.checks.migrate.literal import about_the_step, seen, step

from launchready.checks.migrate.migration_cannot_run import migration_cannot_run
from launchready.facts.migrations import Effect, Migrations, Tool

FIRES = [
    pytest.param(
        seen(step(Effect.CANNOT_RUN, definition="CREATE INDEX CONCURRENTLY"), tool=Tool.DBMATE),
        "The migration has a statement that cannot run inside a transaction.",
        "-- migrate:up transaction:false",
        id="concurrently",
    ),
]
QUIET = [
    pytest.param(seen(step(Effect.INDEX), tool=Tool.DBMATE), id="plain index"),
    pytest.param(seen(tool=Tool.DBMATE), id="nothing new"),
]


@pytest.mark.parametrize(("fact", "message", "fix"), FIRES)
def test_fires(fact: Migrations, message: str, fix: str) -> None:
    finding = about_the_step(migration_cannot_run.judge(fact))
    assert finding.message == message
    assert fix in finding.fix


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Migrations) -> None:
    assert not tuple(migration_cannot_run.judge(fact))
