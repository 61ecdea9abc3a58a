"""What is said at the end, and the rule that said it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from launchready.model.bar import Row


class Decision(StrEnum):
    """May the product launch?"""

    GO = "GO"
    NO_GO = "NO_GO"
    NOT_PROVEN = "NOT_PROVEN"

    @property
    def exit_code(self) -> int:
        """0 GO, 1 NO_GO, 3 NOT_PROVEN."""
        return {Decision.GO: 0, Decision.NO_GO: 1, Decision.NOT_PROVEN: 3}[self]


class RowStatus(StrEnum):
    """How a row of the bar stands."""

    PASS = "pass"  # noqa: S105 - a status, not a password
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class RowState:
    """One row of the bar, and what its checks and answers make of it."""

    row: Row
    status: RowStatus
    why: str
    """One sentence: what failed, what is missing, or who answered when."""
    checks: tuple[str, ...] = ()
    """Ids of the checks that speak for it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision, over what, and why."""

    decision: Decision
    scope: str
    """What it decides over: `the public surface`, `the whole bar`…"""
    decided_by: str
    """The rule, in one sentence."""
    deciding: tuple[str, ...] = ()
    """Ids of the checks or rows that decided."""
