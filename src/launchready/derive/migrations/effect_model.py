"""What the rules share: the state of a migration half-way through, and one effect found."""

from __future__ import annotations

from dataclasses import dataclass, field

from launchready.facts.migrations import Effect


@dataclass(frozen=True, slots=True)
class Found:
    """One effect of a statement, before it has a place."""

    effect: Effect
    table: str = ""
    column: str = ""
    name: str = ""
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something in a statement that text alone does not tell."""

    why: str


@dataclass(slots=True)
class State:
    """What the statements so far have made true."""

    in_transaction: bool = True
    timeout: bool = False
    """A limit for waiting on locks is set."""
    fresh: set[str] = field(default_factory=set)
    """Tables that no one uses yet: these migrations made them."""
    added: set[tuple[str, str]] = field(default_factory=set)
    """Columns that these migrations added: (table, column)."""
    required: set[tuple[str, str]] = field(default_factory=set)
    """Of those, the ones that may not be NULL and have a default so far."""
    checked: set[tuple[str, str]] = field(default_factory=set)
    """Tables and columns for which a check already proves that nothing is NULL."""
    dropped: set[str] = field(default_factory=set)
    """Indexes and other things whose old form was dropped with IF EXISTS just before."""
