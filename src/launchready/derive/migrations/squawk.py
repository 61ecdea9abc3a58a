"""What squawk's warnings mean in our words (https://squawkhq.com/docs/rules)."""

from __future__ import annotations

import json
from dataclasses import dataclass

from launchready.facts.migrations import Effect

RULES: dict[str, Effect] = {
    "adding-required-field": Effect.REQUIRED_COLUMN,
    "adding-not-nullable-field": Effect.NOT_NULL,
    "adding-field-with-default": Effect.VOLATILE_DEFAULT,
    "adding-foreign-key-constraint": Effect.FOREIGN_KEY,
    "adding-serial-primary-key-field": Effect.PRIMARY_KEY,
    "disallowed-unique-constraint": Effect.UNIQUE,
    "constraint-missing-not-valid": Effect.CHECK,
    "changing-column-type": Effect.TYPE,
    "renaming-column": Effect.RENAME_COLUMN,
    "renaming-table": Effect.RENAME_TABLE,
    "ban-drop-table": Effect.DROP_TABLE,
    "ban-drop-column": Effect.DROP_COLUMN,
    "ban-drop-schema": Effect.DROP_SCHEMA,
    "ban-drop-database": Effect.DROP_DATABASE,
    "ban-truncate-cascade": Effect.TRUNCATE,
    "require-concurrent-index-creation": Effect.INDEX,
    "require-concurrent-index-deletion": Effect.DROP_INDEX,
    "require-concurrent-reindex": Effect.REINDEX,
    "require-concurrent-refresh-materialized-view": Effect.REFRESH,
    "require-concurrent-partition-detach": Effect.PARTITION,
    "ban-concurrent-index-creation-in-transaction": Effect.CANNOT_RUN,
}
"""Rules about a database in use, without matters of taste and what our own rules judge."""

SYNTAX = "syntax-error"
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning."""

    file: str
    line: int
    """From 1."""
    rule: str
    message: str


class SquawkError(ValueError):
    """Its output is not what it promises. `str()` says so in one sentence."""


def read_warnings(output: str) -> tuple[Warned, ...]:
    """Read `squawk --reporter json`. Raises `SquawkError`."""
    try:
        rows = json.loads(output or "[]")
        return tuple(
            Warned(
                str(row["file"]),
                int(row["line"]) + 1,
                str(row["rule_name"]),
                str(row["message"])[:300],
            )
            for row in rows[:_MOST]
        )
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        message = f"squawk's output could not be read: {type(error).__name__}"
        raise SquawkError(message) from None
