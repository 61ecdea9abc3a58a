from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.migrations.findings import finding
from launchready.facts.migrations import Effect, Migrations
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

LOCKS = (
    *(Effect.INDEX, Effect.DROP_INDEX, Effect.REINDEX, Effect.FOREIGN_KEY, Effect.CHECK),
    *(Effect.UNIQUE, Effect.PRIMARY_KEY, Effect.EXCLUDE, Effect.NOT_NULL, Effect.LOCK_TABLE),
    *(Effect.REFRESH, Effect.TRIGGER, Effect.TRIGGERS_OFF, Effect.PARTITION),
)


@check(
    title="A migration blocks a table while people use it",
    impact="Sign-ups and orders hang while the release runs.",
    severity=Severity.BLOCKER,
    rows=("migrate.locks",),
    references=(
        "https://www.postgresql.org/docs/current/explicit-locking.html",
        "https://squawkhq.com/docs/rules",
    ),
)
def migration_locks_table(migrations: Migrations) -> Iterator[Finding]:
    """
    ## What it looks for
    Statements that hold a lock against reads or writes for as long as a whole table takes to
    read: indexes without CONCURRENTLY, constraints that check old rows, SET NOT NULL, REFRESH,
    LOCK TABLE, REINDEX, triggers. Tables that the same release creates are left out, because
    nobody uses them yet.

    ## Why it matters
    Every request that touches the table waits behind the lock, and every further request waits
    behind those. On a table of millions of rows that is minutes.

    ## How to fix it
    Build indexes concurrently, add constraints as NOT VALID and validate them in a second step.
    The finding has the statements.

    ## Example
    ```sql
    CREATE INDEX orders_user_idx ON orders (user_id);
    ```
    Use instead:
    ```sql
    CREATE INDEX CONCURRENTLY orders_user_idx ON orders (user_id);
    ```
    """
    for step in migrations.of(*LOCKS):
        yield finding(step)
