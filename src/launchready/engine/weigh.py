"""Weigh an outcome: the profile's severity and label, and the risks that somebody accepted."""

from __future__ import annotations

from collections.abc import Iterable

from launchready.facts.product import Accepted
from launchready.model.check import Check
from launchready.model.finding import Finding, Severity, When
from launchready.model.outcome import Failed, NotMeasured, Outcome, Passed
from launchready.model.profile import Profile
from launchready.model.result import AcceptedFinding, Result


def severity_under(check: Check, profile: Profile) -> Severity:
    """Return what the check weighs under a profile, by its own id or by a row it answers."""
    for key in (check.id, *check.rows):
        if key in profile.severity:
            return profile.severity[key]
    return check.severity


def label_under(check: Check, profile: Profile) -> When:
    """Return whether the launch waits for it under a profile."""
    for key in (check.id, *check.rows):
        if key in profile.label:
            return profile.label[key]
    severity = severity_under(check, profile)
    if severity is not check.severity:
        return When.CAN_WAIT if severity is Severity.MEDIUM else When.FIX_NOW
    return check.when


def weigh(
    check: Check, outcome: Outcome, profile: Profile, accepted: Iterable[Accepted], today: str
) -> Result:
    """Turn an outcome into a result; accepted findings leave it, but stay named."""
    severity, label = severity_under(check, profile), label_under(check, profile)
    mine = [one for one in accepted if one.check == check.id]
    expired = tuple(one for one in mine if one.until < today)
    if not isinstance(outcome, Failed) or not mine:
        return Result(check, outcome, severity, label, expired=expired)
    kept: list[Finding] = []
    taken: list[AcceptedFinding] = []
    for finding in outcome.findings:
        by = next((one for one in mine if one not in expired and _covers(one, finding)), None)
        if by is None:
            kept.append(finding)
        else:
            taken.append(AcceptedFinding(finding, by))
    return Result(check, _without(outcome, kept), severity, label, tuple(taken), expired)


def _covers(one: Accepted, finding: Finding) -> bool:
    return one.subject in {"*", finding.subject}


def _without(outcome: Failed, kept: list[Finding]) -> Outcome:
    if kept:
        return Failed(tuple(kept), outcome.gaps)
    if outcome.gaps:
        return NotMeasured("the rest could not be seen", outcome.gaps)
    return Passed()
