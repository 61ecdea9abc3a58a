from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.migrations.findings import finding
from launchready.facts.migrations import Effect, Migrations
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

BREAKS = (
    *(Effect.DROP_TABLE, Effect.DROP_COLUMN, Effect.DROP_SCHEMA, Effect.DROP_DATABASE),
    *(Effect.RENAME_TABLE, Effect.RENAME_COLUMN, Effect.REQUIRED_COLUMN),
)


@check(
    title="A migration takes away what the running code still uses",
    impact="Old servers fail while a release runs, and so does every rollback.",
    severity=Severity.HIGH,
    rows=("migrate.compatible",),
    references=("https://martinfowler.com/bliki/ParallelChange.html",),
)
def migration_breaks_running_code(migrations: Migrations) -> Iterator[Finding]:
    """
    ## What it looks for
    Columns and tables that are dropped or renamed while the released code names them, and new
    columns that must be filled by inserts that know nothing of them. The released code is
    searched: a name that nothing there uses any more may go.

    ## Why it matters
    During a release old code meets the new schema, and after a rollback it does so for good.

    ## How to fix it
    Expand first, contract later: add the new, release code that uses it, take the old away one
    release after that.

    ## Example
    ```sql
    ALTER TABLE users RENAME COLUMN name TO full_name;
    ```
    Use instead:
    ```sql
    ALTER TABLE users ADD COLUMN full_name text;
    ```
    """
    for step in migrations.of(*BREAKS):
        if step.usage_known and not step.used:
            continue
        where = f", which the released code uses in {step.used[0]}" if step.used else ""
        yield finding(step, after=where or ", which the running code may not expect")
