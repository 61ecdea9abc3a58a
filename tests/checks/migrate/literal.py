"""Literal migrations for the tables of these tests."""

from __future__ import annotations

from launchready.facts.migrations import (
    Dialect,
    Effect,
    Migration,
    Migrations,
    MigrationSet,
    Step,
    Tool,
)

PATH = "supabase/migrations/2_orders.sql"


def step(
    effect: Effect,
    table: str = "orders",
    *,
    column: str = "",
    name: str = "",
    definition: str = "",
    used: tuple[str, ...] = (),
    known: bool = False,
) -> Step:
    return Step(PATH, 3, effect, "THE STATEMENT", table, column, name, definition, used, known)


def seen(*steps: Step) -> Migrations:
    one = Migration(PATH, steps)
    group = MigrationSet(Tool.SUPABASE, "supabase/migrations", Dialect.POSTGRES, (one,), 4)
    return Migrations("migrations", (group,), "origin/main at 1a2b3c4d5e")
