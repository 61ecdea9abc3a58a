from __future__ import annotations

import pytest
from tests.checks.migrate.literal import PATH, about_the_step, seen, step

from launchready.checks.migrate.migration_without_lock_timeout import migration_without_lock_timeout
from launchready.facts.migration_runs import Applied, Ended, MigrationRun, MigrationTrial, Wait
from launchready.facts.migrations import Effect, Migrations

FIRES = [
    pytest.param(
        seen(step(Effect.NO_LOCK_TIMEOUT)),
        "The migration waits for its lock on orders without a limit.",
        "SET lock_timeout = '2s';",
        id="no limit",
    ),
]
QUIET = [
    pytest.param(seen(step(Effect.INDEX)), id="index"),
    pytest.param(seen(), id="nothing new"),
]


@pytest.mark.parametrize(("fact", "message", "fix"), FIRES)
def test_fires(fact: Migrations, message: str, fix: str) -> None:
    finding = about_the_step(migration_without_lock_timeout.judge(fact, None))
    assert finding.message == message
    assert fix in finding.fix


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: Migrations) -> None:
    assert not tuple(migration_without_lock_timeout.judge(fact, None))


def test_fires_with_the_wait_that_was_measured() -> None:
    alone = Applied(Ended.DONE, 5.0)
    behind = Applied(Ended.DONE, 1500.0, waits=(Wait("orders", 1479.6, 1480.0),))
    run = MigrationRun("product", (MigrationTrial(PATH, alone, behind),), "15.18", 1500.0)
    [finding] = migration_without_lock_timeout.judge(seen(step(Effect.NO_LOCK_TIMEOUT)), run)
    assert finding.message == (
        "The migration waits for its lock on orders without a limit: behind a query of 1,500 ms,"
        " readers of orders waited 1,480 ms."
    )
