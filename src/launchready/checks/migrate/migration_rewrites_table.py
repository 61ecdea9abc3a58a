from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.migrations.findings import finding
from launchready.facts.migrations import Effect, Migrations
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

REWRITES = (
    *(Effect.TYPE, Effect.VOLATILE_DEFAULT, Effect.GENERATED, Effect.SERIAL, Effect.VACUUM_FULL),
    *(Effect.CLUSTER, Effect.TABLESPACE, Effect.LOGGED),
)


@check(
    title="A migration copies a whole table while everybody waits",
    impact="The site stands still until the largest table is copied.",
    severity=Severity.BLOCKER,
    rows=("migrate.locks",),
    references=(
        "https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES",
    ),
)
def migration_rewrites_table(migrations: Migrations) -> Iterator[Finding]:
    """
    ## What it looks for
    Statements for which PostgreSQL writes the table anew under an ACCESS EXCLUSIVE lock: type
    changes, defaults that differ per row, stored generated columns, serial columns, VACUUM FULL,
    CLUSTER, SET TABLESPACE, SET LOGGED.

    ## Why it matters
    Neither reads nor writes get through until the copy is done, and it needs the table's size
    again on disk.

    ## How to fix it
    Add a new column, fill it in batches, switch the code over, drop the old one a release later.

    ## Example
    ```sql
    ALTER TABLE orders ALTER COLUMN id TYPE bigint;
    ```
    Use instead:
    ```sql
    ALTER TABLE orders ADD COLUMN id_new bigint;
    ```
    """
    for step in migrations.of(*REWRITES):
        yield finding(step)
