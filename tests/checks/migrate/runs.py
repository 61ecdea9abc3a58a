"""One migration that was run on a copy of the database."""

from __future__ import annotations

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
    """How it ended, and how many milliseconds one reader and one writer waited behind it."""
    locks = (HeldLock("orders", "AccessExclusiveLock", 1804.2),)
    alone = Applied(ended, 1900.0, error, locks, (Wait("orders", reader, writer),))
    return MigrationRun("product", (MigrationTrial(PATH, alone, None, 20_000),), "15.18", 1500.0)
