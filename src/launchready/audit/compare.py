"""What is fixed, new and worse since the run before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from launchready.model.finding import Severity
from launchready.model.result import Result
from launchready.report.view import Change, Entry
from launchready.store.runs import StoredOutcome


def changes(since: datetime, before: Iterable[StoredOutcome], after: Iterable[Result]) -> Change:
    """Compare by check and subject. Worse: the same risk weighs more, or a check went blind.

    A risk counts as fixed only where its check could look again, and as new only where its check
    had looked before.
    """
    earlier = {outcome.check: outcome for outcome in before}
    fixed: list[Entry] = []
    new: list[Entry] = []
    worse: list[Entry] = []
    for result in after:
        was = earlier.get(result.check.id)
        old = set(was.subjects) if was is not None else set()
        now = {finding.subject for finding in result.findings}
        if was is not None:
            new += _entries(result, now - old)
        if result.status == "unknown":
            went_blind = was is not None and was.status != "unknown"
            worse += _entries(result, old or {"could not be seen any more"} if went_blind else ())
        else:
            fixed += _entries(result, old - now)
        if was is not None and result.severity.rank < Severity(was.severity).rank:
            worse += _entries(result, now & old)
    return Change(since, tuple(fixed), tuple(new), tuple(worse))


def _entries(result: Result, subjects: Iterable[str]) -> list[Entry]:
    return [Entry(result.check.id, subject, result.check.title) for subject in sorted(subjects)]
