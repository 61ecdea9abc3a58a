from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.migrations.findings import finding
from launchready.derive.migrations.measured import queued
from launchready.facts.migration_runs import MigrationRun
from launchready.facts.migrations import Effect, Migrations
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A migration waits for its lock without a limit",
    impact="One slow report query stops the whole site when the release starts.",
    severity=Severity.MEDIUM,
    rows=("migrate.locks",),
    references=(
        "https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT",
    ),
)
def migration_without_lock_timeout(
    migrations: Migrations, run: MigrationRun | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    Migrations that lock a table in use without `lock_timeout`, neither in the migration nor in
    the settings of the project. After `launchready migrations check --run`, the measured waits
    stand beside it.

    ## Why it matters
    While ALTER TABLE waits for one slow query, every other query on the table queues behind it,
    even reads.

    ## How to fix it
    Set `lock_timeout` to a few seconds in front of the statement and let the release retry.

    ## Example
    ```sql
    ALTER TABLE orders ADD COLUMN note text;
    ```
    Use instead:
    ```sql
    SET lock_timeout = '2s';
    ALTER TABLE orders ADD COLUMN note text;
    ```
    """
    for step in migrations.of(Effect.NO_LOCK_TIMEOUT):
        fix = "Put SET lock_timeout = '2s'; in front of it, and retry when it gives up."
        yield finding(step, fix=fix, after=queued(run, step.path))
