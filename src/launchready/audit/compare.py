"""What is fixed, new and worse since the run before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from launchready.facts.base import PRODUCT
from launchready.model.finding import Severity
from launchready.model.outcome import Failed, Gap, NotMeasured, Outcome
from launchready.model.result import Result
from launchready.report.view import Change, Entry
from launchready.store.runs import StoredOutcome


def changes(since: datetime, before: Iterable[StoredOutcome], after: Iterable[Result]) -> Change:
    """Compare by check and subject. Worse: the same risk weighs more, or a check went blind.

    A risk counts as fixed only where its check could look again and nobody accepts it instead, and
    as new only where its check had looked before. What went blind says why.
    """
    earlier = {outcome.check: outcome for outcome in before}
    fixed: list[Entry] = []
    new: list[Entry] = []
    worse: list[Entry] = []
    for result in after:
        was = earlier.get(result.check.id)
        old = set(was.subjects) if was is not None else set()
        now = {finding.subject for finding in result.findings}
        unseen: dict[str, str] = {}
        if was is not None:
            new += _entries(result, now - old)
            unseen = _unseen(result.outcome, was, old - now)
            worse += [
                Entry(result.check.id, subject, result.check.title, why)
                for subject, why in sorted(unseen.items())
            ]
        if not isinstance(result.outcome, NotMeasured):
            accepted = {one.finding.subject for one in result.accepted}
            fixed += _entries(result, old - now - accepted - set(unseen))
        if was is not None and result.severity.rank < Severity(was.severity).rank:
            worse += _entries(result, now & old)
    return Change(since, tuple(fixed), tuple(new), tuple(worse))


def _entries(result: Result, subjects: Iterable[str]) -> list[Entry]:
    return [Entry(result.check.id, subject, result.check.title) for subject in sorted(subjects)]


def _unseen(outcome: Outcome, was: StoredOutcome, gone: Iterable[str]) -> dict[str, str]:
    """Return what was judged before and could not be seen now, each with the reason."""
    match outcome:
        case Failed(gaps=gaps):
            whys = {subject: _why(subject, gaps) for subject in gone}
            return {subject: why for subject, why in whys.items() if why}
        case NotMeasured(why=why, gaps=gaps) if was.status != "unknown":
            known = {subject: _why(subject, gaps) or why for subject in gone}
            return known or {gap.subject: gap.why for gap in gaps} or {PRODUCT: why}
        case _:
            return {}


def _why(subject: str, gaps: Iterable[Gap]) -> str:
    """Say why a subject could not be seen: by itself, with its host, or with everything."""
    around = {subject, _host(subject), PRODUCT}
    return next((gap.why for gap in gaps if gap.subject in around), "")


def _host(subject: str) -> str:
    try:
        return urlsplit(subject).hostname or subject
    except ValueError:
        return subject
