from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.migrations.findings import what
from launchready.derive.migrations.safer import safer, verify
from launchready.facts.migrations import Down, Effect, Migrations
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="A migration cannot be taken back",
    impact="A bad release cannot be undone without restoring a backup.",
    severity=Severity.MEDIUM,
    rows=("migrate.compatible",),
    references=(
        "https://docs.djangoproject.com/en/stable/ref/migration-operations/#runpython",
        "https://guides.rubyonrails.org/active_record_migrations.html",
    ),
)
def migration_irreversible(migrations: Migrations) -> Iterator[Finding]:
    """
    ## What it looks for
    Migrations of tools that know a way back, where it is missing, empty, or refuses; and drops of
    tables and columns of tools that only go forward, where nothing brings the rows back.

    ## Why it matters
    When a release goes wrong at night, the way back must exist already.

    ## How to fix it
    Write the way back, and try it with `launchready migrations check --run`. Keep a copy of what
    is dropped.

    ## Example
    ```sql
    -- migrate:down
    ```
    Use instead:
    ```sql
    -- migrate:down
    ALTER TABLE orders DROP COLUMN note;
    ```
    """
    for one in migrations.new:
        if one.down in {Down.MISSING, Down.EMPTY}:
            state = "no way back" if one.down is Down.MISSING else "a way back that does nothing"
            yield Finding(
                subject=f"{one.path}:{one.down_line}",
                message=f"The migration has {state}.",
                fix="Write the statements that undo it, in reverse order; where rows are lost, keep"
                " a copy of the table and put it back.",
                verify=verify(),
            )
            continue
        for step in one.steps:
            gone = step.effect in {Effect.DROP_TABLE, Effect.DROP_COLUMN} and step.usage_known
            if gone and not step.used:
                yield Finding(
                    subject=step.place,
                    message=f"{what(step)}, and nothing brings its rows back.",
                    fix=safer(step),
                    verify=verify(),
                    evidence=(step.text,),
                )
