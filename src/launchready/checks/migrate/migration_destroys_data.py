from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.migrations.findings import finding
from launchready.facts.migrations import Effect, Migrations
from launchready.model.check import check
from launchready.model.finding import Finding, Severity

ALWAYS = (Effect.TRUNCATE, Effect.DELETE_ALL, Effect.DROP_SCHEMA, Effect.DROP_DATABASE)
IF_USED = (Effect.DROP_TABLE, Effect.DROP_COLUMN)


@check(
    title="A migration deletes data that may still be needed",
    impact="What customers entered is gone, and only a backup brings it back.",
    severity=Severity.BLOCKER,
    rows=("migrate.compatible",),
    references=(
        "https://www.postgresql.org/docs/current/sql-truncate.html",
        "https://www.postgresql.org/docs/current/ddl-alter.html",
    ),
)
def migration_destroys_data(migrations: Migrations) -> Iterator[Finding]:
    """
    ## What it looks for
    TRUNCATE, DELETE without a condition, dropped schemas and databases, and dropped tables and
    columns that the released code still names.

    ## Why it matters
    No rollback of the code brings rows back.

    ## How to fix it
    Say which rows go and keep a copy. Drop a column or table only after a release whose code does
    not name it any more.

    ## Example
    ```sql
    TRUNCATE sessions, carts;
    ```
    Use instead:
    ```sql
    DELETE FROM sessions WHERE expires_at < now() - interval '30 days';
    ```
    """
    for step in migrations.of(*ALWAYS, *IF_USED):
        if step.effect in ALWAYS or step.used or not step.usage_known:
            yield finding(step)
