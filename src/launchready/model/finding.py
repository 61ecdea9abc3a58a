"""What a check can say when something is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a risk matters to the launch."""

    BLOCKER = "blocker"
    HIGH = "high"
    MEDIUM = "medium"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return tuple(Severity).index(self)


class When(StrEnum):
    """Whether the launch has to wait for the fix."""

    FIX_NOW = "fix now"
    CAN_WAIT = "can wait"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, the proof, the cure and the test of the cure."""

    subject: str
    """Where: a URL, a DNS record, a `file:line`, a route."""

    message: str
    """What was seen, in one sentence a founder understands."""

    fix: str
    """What to do, exactly: for the host in use where it is known."""

    verify: str
    """The command that prints `fixed` once the fix works, and something else before."""

    evidence: tuple[str, ...] = ()
    """What was seen, word for word, with secrets already masked."""
