"""Literal migrations for the tables of these tests."""

from __future__ import annotations

from collections.abc import Iterable

from tests.checks.findings import complete

from launchready.facts.migrations import (
    Dialect,
    Effect,
    Migration,
    Migrations,
    MigrationSet,
    Step,
    Tool,
)
from launchready.model.finding import Finding

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
    """One statement, in line 3."""
    return Step(PATH, 3, effect, "THE STATEMENT", table, column, name, definition, used, known)


def seen(*steps: Step, tool: Tool = Tool.SUPABASE) -> Migrations:
    """One migration of these steps, not released yet."""
    one = Migration(PATH, steps)
    group = MigrationSet(tool, "supabase/migrations", Dialect.POSTGRES, (one,), 4)
    return Migrations("migrations", (group,), "origin/main at 1a2b3c4d5e")


def about_the_step(findings: Iterable[Finding]) -> Finding:
    """The one finding, which shows the statement of the step and where it stands."""
    [finding] = complete(findings)
    assert finding.subject == f"{PATH}:3"
    assert finding.evidence[0] == "THE STATEMENT"
    return finding
