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
    Effect.SEED: "inserts rows into {of} without ON CONFLICT",
    Effect.UNGUARDED: "fails when it is run again after it broke off",
    Effect.NO_LOCK_TIMEOUT: "waits for its lock on {of} without a limit",
    Effect.CANNOT_RUN: "has a statement that cannot run inside a transaction",
    Effect.INDEX: "builds an index on {of} while writes wait",
    Effect.DROP_INDEX: "drops the index {name} while everything waits",
    Effect.LOCK_TABLE: "locks {of} until the transaction ends",
    Effect.REFRESH: "rebuilds {of} while every reader waits",
    Effect.NOT_NULL: "scans every row of {of} for NULL while everything waits",
    Effect.VACUUM_FULL: "rewrites {of} to save space",
    Effect.CLUSTER: "rewrites {of} in the order of an index",
    Effect.TABLESPACE: "copies {of} to another tablespace",
    Effect.TYPE: "changes the type of {of} and rewrites the table",
}
