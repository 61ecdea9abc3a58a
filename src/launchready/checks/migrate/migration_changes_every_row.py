from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.migrations.findings import finding
from launchready.facts.migrations import Effect, Migrations
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A migration changes every row of a table at once",
    impact="Checkout waits for row locks until the whole table is written.",
    severity=Severity.HIGH,
    rows=("migrate.locks",),
    references=("https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-ROWS",),
)
def migration_changes_every_row(migrations: Migrations) -> Iterator[Finding]:
    """
    ## What it looks for
    UPDATE without a condition, with one that is always true, or with one that only asks whether a
    column that was just added is empty.

    ## Why it matters
    Every row stays locked until the end of the transaction, the table doubles on disk, and
    replicas fall behind.

    ## How to fix it
    Fill rows in batches outside the migration, each batch in a transaction of its own.

    ## Example
    ```sql
    UPDATE orders SET currency = 'EUR';
    ```
    Use instead:
    ```sql
    UPDATE orders SET currency = 'EUR'
     WHERE ctid IN (SELECT ctid FROM orders WHERE currency IS NULL LIMIT 5000);
    ```
    """
    for step in migrations.of(Effect.UPDATE_ALL):
        yield finding(step)
