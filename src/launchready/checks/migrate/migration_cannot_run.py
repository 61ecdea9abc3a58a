from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.migrations.bare import without_transaction
from launchready.derive.migrations.findings import finding
from launchready.facts.migrations import Effect, Migrations
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A migration fails on every database",
    impact="The release stops half-way, in the middle of the launch.",
    severity=Severity.HIGH,
    rows=("migrate.rerunnable",),
    references=(
        "https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY",
        "https://docs.djangoproject.com/en/stable/howto/writing-migrations/#non-atomic-migrations",
    ),
)
def migration_cannot_run(migrations: Migrations) -> Iterator[Finding]:
    """
    ## What it looks for
    Statements that PostgreSQL refuses inside a transaction (CONCURRENTLY, VACUUM, CREATE
    DATABASE), in a migration that its tool runs in one.

    ## Why it matters
    The database answers "cannot run inside a transaction block" and the release breaks off.

    ## How to fix it
    Put the statement alone in a migration, and tell the tool to run it without a transaction.

    ## Example
    ```sql
    ALTER TABLE orders ADD COLUMN note text;
    CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
    ```
    Use instead:
    ```sql
    -- migrate:up transaction:false
    CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
    ```
    """
    for group in migrations.sets:
        for step in (step for one in group.new for step in one.steps):
            if step.effect is Effect.CANNOT_RUN:
                yield finding(step, fix=without_transaction(group.tool))
