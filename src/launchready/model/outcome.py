"""How a check ended. "We could not look" is never a pass."""

from __future__ import annotations

from dataclasses import dataclass

from launchready.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Gap:
    """A subject that could not be judged, and why."""

    subject: str
    why: str


@dataclass(frozen=True, slots=True)
class Passed:
    """The facts were there, and nothing was wrong."""

    subjects: tuple[str, ...] = ()
    """What was looked at."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The facts were there, and something was wrong."""

    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...] = ()
    """Subjects that could not be seen besides."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """There is nothing to judge, and that is fine."""

    why: str


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """There is something to judge, but we could not look."""

    why: str
    gaps: tuple[Gap, ...] = ()
    """Which subjects could not be seen; the others were fine."""


Outcome = Passed | Failed | NotApplicable | NotMeasured


def status(outcome: Outcome) -> str:
    """Name an outcome as reports do: `passed`, `failed`, `not_applicable` or `unknown`."""
    match outcome:
        case Passed():
            return "passed"
        case Failed():
            return "failed"
        case NotApplicable():
            return "not_applicable"
        case NotMeasured():
            return "unknown"
