from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.migrations.measured import LIMIT_MS, locks_of, longest
from launchready.facts.migration_runs import MigrationRun
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A migration was measured to stop reads or writes",
    impact="Sign-ups freeze in launch hour.",
    severity=Severity.BLOCKER,
    rows=("migrate.locks",),
    references=("https://www.postgresql.org/docs/current/explicit-locking.html",),
)
def migration_blocked_writers(run: MigrationRun) -> Iterator[Finding]:
    """
    ## What it looks for
    On a scratch PostgreSQL each new migration ran beside connections that read and wrote. The
    finding names how long one short statement had to wait, or which error it got. The limit is
    one second (ours: people reload after that).

    ## Why it matters
    What a second is with thousands of rows is minutes with millions.

    ## How to fix it
    Use the form that does not hold the lock; the static findings of the same file name it.

    ## Example
    ```sql
    ALTER TABLE orders ALTER COLUMN id TYPE bigint;
    ```
    Use instead:
    ```sql
    ALTER TABLE orders ADD COLUMN id_new bigint;
    ```
    """
    for trial in run.trials:
        wait = longest(trial.alone)
        if wait is None or max(wait.reader_ms, wait.writer_ms) < LIMIT_MS:
            continue
        who = "writers" if wait.writer_ms >= wait.reader_ms else "readers"
        yield Finding(
            subject=trial.path,
            message=f"While the migration ran, {who} of {wait.table} waited"
            f" {max(wait.reader_ms, wait.writer_ms):,.0f} ms ({trial.rows:,} rows).",
            fix="Use the statements that the other findings of this file give: CONCURRENTLY, NOT"
            " VALID with a later VALIDATE, and batches.",
            verify="launchready migrations check --run",
            evidence=(f"PostgreSQL {run.server}", *locks_of(trial.alone)),
        )
