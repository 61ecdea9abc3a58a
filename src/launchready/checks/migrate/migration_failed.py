from __future__ import annotations

from collections.abc import Iterator

from launchready.facts.migration_runs import Ended, MigrationRun
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A migration does not run at all",
    impact="The release stops half-way, in the middle of the launch.",
    severity=Severity.HIGH,
    rows=("migrate.rerunnable",),
    references=("https://www.postgresql.org/docs/current/errcodes-appendix.html",),
)
def migration_failed(run: MigrationRun) -> Iterator[Finding]:
    """
    ## What it looks for
    Each new migration ran on a scratch PostgreSQL with the schema before it. The finding has the
    database's own words.

    ## Why it matters
    What fails on an almost empty database fails on the real one too, after the old servers are
    gone.

    ## How to fix it
    Run it against a copy of the production schema (`--schema`), and repair what the message
    names.

    ## Example
    ```sql
    ALTER TABLE order ADD COLUMN note text;
    ```
    Use instead:
    ```sql
    ALTER TABLE orders ADD COLUMN note text;
    ```
    """
    for trial in run.trials:
        if trial.alone.ended is Ended.FAILED:
            yield Finding(
                subject=trial.path,
                message="The migration failed on a database with the schema before it.",
                fix="Repair the statement that the message names; where production differs from the"
                " migrations, give its schema: launchready migrations check --run --schema FILE.",
                verify="launchready migrations check --run",
                evidence=(trial.alone.error,),
            )
