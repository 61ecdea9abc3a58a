from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from launchready.derive.migrations.findings import finding
from launchready.facts.migrations import Effect, Migrations
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A migration cannot safely run twice",
    impact="A retry after a failed release leaves double rows or does not get through.",
    severity=Severity.MEDIUM,
    rows=("migrate.rerunnable",),
    references=(
        "https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT",
        "https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY",
    ),
)
def migration_not_rerunnable(migrations: Migrations) -> Iterator[Finding]:
    """
    ## What it looks for
    Rows inserted without ON CONFLICT or a test whether they are there, statements outside a
    transaction that leave something behind when they break off, and migrations that were changed
    after they were released.

    ## Why it matters
    Releases are retried. A concurrent index that broke off stays as an invalid one; a seed that
    ran twice is there twice.

    ## How to fix it
    End seeds with ON CONFLICT DO NOTHING; drop the invalid index first; write a new migration
    instead of changing a released one.

    ## Example
    ```sql
    INSERT INTO plans (name) VALUES ('Pro');
    ```
    Use instead:
    ```sql
    INSERT INTO plans (id, name) VALUES (2, 'Pro') ON CONFLICT DO NOTHING;
    ```
    """
    for step in migrations.of(Effect.SEED, Effect.UNGUARDED):
        yield finding(step)
    released = migrations.compared_with.partition(" ")[0]
    for one in migrations.new:
        if one.edited:
            yield Finding(
                subject=f"{one.path}:1",
                message="The migration was changed after it was released; databases that have it"
                " never run it again.",
                fix=f"Take the change back (git checkout {released} -- {one.path}) and write a"
                " new migration.",
                verify=f"git diff --quiet {released} -- {quote(one.path)}"
                " && echo fixed || echo 'not yet'",
            )
