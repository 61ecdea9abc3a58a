"""A check's outcome as a profile weighs it."""

from __future__ import annotations

from dataclasses import dataclass

from launchready.facts.product import Accepted
from launchready.model.check import Check
from launchready.model.finding import Finding, Severity, When
from launchready.model.outcome import Failed, Outcome, status


@dataclass(frozen=True, slots=True)
class AcceptedFinding:
    """A finding that somebody takes the risk of, until a date."""

    finding: Finding
    by: Accepted


@dataclass(frozen=True, slots=True)
class Result:
    """A check, how it ended, and what that weighs under the profile."""

    check: Check
    outcome: Outcome
    severity: Severity
    label: When
    accepted: tuple[AcceptedFinding, ...] = ()
    """Findings that would be in the outcome had nobody accepted them."""
    expired: tuple[Accepted, ...] = ()
    """Acceptances that have run out, so that their findings count again."""
    unmatched: tuple[Accepted, ...] = ()
    """Acceptances of nothing that was found, although all could be seen: they are not needed."""

    @property
    def status(self) -> str:
        """`passed`, `failed`, `not_applicable` or `unknown`."""
        return status(self.outcome)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong and not accepted."""
        return self.outcome.findings if isinstance(self.outcome, Failed) else ()
