"""Findings about steps, worded in one place."""

from __future__ import annotations

from launchready.derive.migrations.safer import safer, verify
from launchready.facts.migrations import Effect, Step
from launchready.model.finding import Finding


def finding(step: Step, *, fix: str = "", after: str = "") -> Finding:
    """Return what a step does, with its safer form; `after` ends the sentence."""
    return Finding(
        subject=step.place,
        message=f"{what(step)}{after}.",
        fix=fix or safer(step),
        verify=verify(),
        evidence=(step.text, *(f"{place} still names it" for place in step.used))[:5],
    )


def what(step: Step) -> str:
    """Say what a step does to which table, without the full stop."""
    of = f"{step.table}.{step.column}" if step.column and step.table else step.table
    said = _SAID.get(step.effect)
    if said is None:
        on = f" on {step.table}" if step.table else ""
        return f"The migration {step.effect.value}{on}"
    return f"The migration {said.format(of=of, name=step.name)}"


_SAID = {
    Effect.DROP_TABLE: "drops the table {of}",
    Effect.DROP_SCHEMA: "drops the schema {of}",
    Effect.DROP_DATABASE: "drops the database {of}",
    Effect.DROP_COLUMN: "drops the column {of}",
    Effect.RENAME_COLUMN: "renames {of} to {name}",
    Effect.RENAME_TABLE: "renames {of} to {name}",
    Effect.REQUIRED_COLUMN: "adds {of}, which every insert must fill",
    Effect.TRUNCATE: "empties {of}",
    Effect.DELETE_ALL: "deletes every row of {of}",
    Effect.UPDATE_ALL: "changes every row of {of} in one statement",
    Effect.TYPE: "changes the type of {of} and rewrites the table",
}
