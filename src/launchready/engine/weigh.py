"""Weigh an outcome: the profile's severity and label, and the risks that somebody accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from launchready.facts.product import Accepted
from launchready.model.bar import Bar
from launchready.model.check import Check
from launchready.model.finding import Finding, Severity, When
from launchready.model.outcome import Failed, NotMeasured, Outcome, Passed
from launchready.model.profile import Profile
from launchready.model.result import AcceptedFinding, Result

_LINE = re.compile(r":\d+(?::\d+)?$")
"""The end of a subject that names a line, and perhaps a column: `src/app.py:12:4`."""


def severity_under(check: Check, profile: Profile, bar: Bar) -> Severity:
    """Return what the check weighs under a profile.

    A profile weighs rows. A check that weighs as much as its row follows it; a check that weighs
    more than the profile gives the row is held to that; a lesser one stays what it is.
    """
    for row in (bar.row(one) for one in check.rows):
        given = profile.severity_of(row)
        if given is not row.severity:
            follows = check.severity is row.severity or check.severity.rank < given.rank
            return given if follows else check.severity
    return check.severity


def label_under(check: Check, profile: Profile, severity: Severity) -> When:
    """Return whether the launch waits for it under a profile."""
    for row in check.rows:
        for label in profile.labels:
            if label.row == row:
                return label.label
    if severity is not check.severity:
        return When.CAN_WAIT if severity is Severity.MEDIUM else When.FIX_NOW
    return check.when


@dataclass(frozen=True, slots=True)
class Scales:
    """What outcomes are weighed with."""

    profile: Profile
    bar: Bar
    accepted: tuple[Accepted, ...] = ()
    today: str = ""
    """ISO 8601 date of the run; acceptances that ended before it have run out."""


def weigh(check: Check, outcome: Outcome, scales: Scales) -> Result:
    """Turn an outcome into a result; accepted findings leave it, but stay named."""
    severity = severity_under(check, scales.profile, scales.bar)
    label = label_under(check, scales.profile, severity)
    mine = [one for one in scales.accepted if one.check == check.id]
    unmatched = tuple(_unmatched(mine, outcome))
    held = [one for one in mine if one not in unmatched]
    expired = tuple(one for one in held if one.until < scales.today)
    if not isinstance(outcome, Failed) or not mine:
        return Result(check, outcome, severity, label, expired=expired, unmatched=unmatched)
    kept: list[Finding] = []
    taken: list[AcceptedFinding] = []
    for finding in outcome.findings:
        by = next((one for one in held if one not in expired and _covers(one, finding)), None)
        if by is None:
            kept.append(finding)
        else:
            taken.append(AcceptedFinding(finding, by))
    left = _without(outcome, kept)
    return Result(check, left, severity, label, tuple(taken), expired, unmatched)


def _unmatched(accepted: Iterable[Accepted], outcome: Outcome) -> Iterator[Accepted]:
    """Yield what takes no finding; nothing where something could not be seen."""
    match outcome:
        case Passed():
            yield from accepted
        case Failed(findings=findings, gaps=()):
            for one in accepted:
                if not any(_covers(one, finding) for finding in findings):
                    yield one
        case _:
            return


def _covers(one: Accepted, finding: Finding) -> bool:
    """Lines move: a path alone stands for all of its lines."""
    return one.subject in {"*", finding.subject, _LINE.sub("", finding.subject)}


def _without(outcome: Failed, kept: list[Finding]) -> Outcome:
    if kept:
        return Failed(tuple(kept), outcome.gaps)
    if outcome.gaps:
        return NotMeasured("the rest could not be seen", outcome.gaps)
    return Passed()
