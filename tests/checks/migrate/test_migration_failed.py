from __future__ import annotations

import pytest

from launchready.checks.migrate.migration_failed import migration_failed
from launchready.facts.migration_runs import (
    Applied,
    Ended,
    HeldLock,
    MigrationRun,
    MigrationTrial,
    Wait,
)

PATH = "db/migrations/2.sql"


def ran(
    *, reader: float = 1.0, writer: float = 1.0, ended: Ended = Ended.DONE, error: str = ""
) -> MigrationRun:
    locks = (HeldLock("orders", "AccessExclusiveLock", 1804.2),)
    alone = Applied(ended, 1900.0, error, locks, (Wait("orders", reader, writer),))
    return MigrationRun("product", (MigrationTrial(PATH, alone, None, 20_000),), "15.18", 1500.0)


QUIET = [
    pytest.param(ran(), id="done"),
    pytest.param(ran(ended=Ended.GAVE_UP), id="gave up waiting, as it was told"),
]


def test_fires_with_the_words_of_the_database() -> None:
    words = 'relation "order" does not exist'
    [finding] = migration_failed.judge(ran(ended=Ended.FAILED, error=words))
    assert finding.subject == PATH
    assert finding.evidence == (words,)


@pytest.mark.parametrize("fact", QUIET)
def test_stays_quiet(fact: MigrationRun) -> None:
    assert not tuple(migration_failed.judge(fact))
