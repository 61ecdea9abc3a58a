from __future__ import annotations

from collections.abc import Iterator

from launchready.facts.migration_runs import Ended, MigrationReplay
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A migration did harm when it ran a second time",
    impact="A retry leaves double rows or a half-changed database.",
    severity=Severity.MEDIUM,
    rows=("migrate.rerunnable",),
    references=("https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT",),
)
def migration_fails_on_second_run(replay: MigrationReplay) -> Iterator[Finding]:
    """
    ## What it looks for
    Each new migration ran twice on a scratch PostgreSQL. A second run that leaves more rows is a
    finding; so is one that fails where the tool gives no transaction. A failure that a
    transaction takes back entirely is safe.

    ## Why it matters
    Releases are retried, and two servers may start the same migration.

    ## How to fix it
    ON CONFLICT DO NOTHING for rows, IF [NOT] EXISTS for statements outside a transaction.

    ## Example
    ```sql
    INSERT INTO plans (name) VALUES ('Pro');
    ```
    Use instead:
    ```sql
    INSERT INTO plans (id, name) VALUES (2, 'Pro') ON CONFLICT DO NOTHING;
    ```
    """
    for one in replay.replays:
        if one.grown:
            yield Finding(
                subject=one.path,
                message=f"Run a second time, the migration left {one.grown[0]}.",
                fix="Give the rows fixed keys and end the INSERT with ON CONFLICT DO NOTHING.",
                verify="launchready migrations check --run",
                evidence=one.grown[:5],
            )
        elif one.second is Ended.FAILED and not one.atomic:
            yield Finding(
                subject=one.path,
                message="Run a second time, the migration failed, and no transaction took back what"
                " it had done until then.",
                fix="Write IF EXISTS or IF NOT EXISTS, or let the tool run it in a transaction.",
                verify="launchready migrations check --run",
                evidence=(one.second_error,),
            )
