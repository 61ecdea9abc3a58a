from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import judged_again
from launchready.facts.migrations import MigrationOrder
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Nobody wrote down when migrations run",
    impact="Right steps in the wrong order are an outage.",
    severity=Severity.MEDIUM,
    rows=("migrate.order",),
    references=("https://devcenter.heroku.com/articles/release-phase",),
)
def migration_order_unstated(order: MigrationOrder) -> Iterator[Finding]:
    """
    ## What it looks for
    A place in the repository that says when migrations run: a release command of the platform, a
    step of the pipeline or of the start script, or a sentence in the documents.

    ## Why it matters
    Whether old code meets new tables or new code meets old tables decides which migrations are
    safe.

    ## How to fix it
    Let the release run them in one known place, and say in the README whether that is before or
    after new code takes traffic.

    ## Example
    ```sql
    -- nothing says when this runs
    ```
    Use instead:
    ```sql
    -- fly.toml: [deploy] release_command = 'npx prisma migrate deploy'
    ```
    """
    if not order.said:
        yield Finding(
            subject="README.md",
            message="The repository has migrations, but nothing in it says whether they run before"
            " or after new code takes traffic.",
            fix="Run them in one step of the release (fly.toml release_command, Procfile release:,"
            " render.yaml preDeployCommand, a job of the pipeline), and write into the README:"
            ' "Migrations run before new code takes traffic."',
            verify=judged_again("repo .", "migrate", "migration-order-unstated"),
        )
