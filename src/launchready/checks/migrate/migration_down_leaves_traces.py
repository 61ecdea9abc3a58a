from __future__ import annotations

from collections.abc import Iterator

from launchready.facts.migration_runs import Ended, MigrationReplay
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The way back of a migration does not lead back",
    impact="After an undo the database fits neither the old code nor the new.",
    severity=Severity.MEDIUM,
    rows=("migrate.compatible",),
    references=("https://www.postgresql.org/docs/current/app-pgdump.html",),
)
def migration_down_leaves_traces(replay: MigrationReplay) -> Iterator[Finding]:
    """
    ## What it looks for
    The schema of a scratch PostgreSQL before a migration and after the migration and its way
    back, as pg_dump writes it.

    ## Why it matters
    A rollback that leaves half of a change behind is found out at night.

    ## How to fix it
    Undo every statement, in reverse order, with the types and names that were there.

    ## Example
    ```sql
    -- up: ALTER TABLE orders ADD COLUMN a int, ADD COLUMN b int;
    -- down: ALTER TABLE orders DROP COLUMN a;
    ```
    Use instead:
    ```sql
    -- down: ALTER TABLE orders DROP COLUMN b, DROP COLUMN a;
    ```
    """
    for one in replay.replays:
        failed = one.down is Ended.FAILED
        if not failed and not one.traces:
            continue
        yield Finding(
            subject=one.path,
            message="The way back of the migration failed."
            if failed
            else "After the way back, the schema is not what it was.",
            fix="Undo every statement of the migration, in reverse order.",
            verify="launchready migrations check --run",
            evidence=(one.down_error,) if failed else one.traces[:5],
        )
