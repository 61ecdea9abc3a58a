"""Keep what a load run found, and give it to whoever judges the whole bar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from launchready.facts.base import Sighting
from launchready.load.judged import Judged
from launchready.load.order import LoadOrder
from launchready.report.view import Report
from launchready.store.runs import Runs

FRESH = timedelta(days=30)
"""How long a load run proves anything."""


def load_target(canonical: str) -> str:
    """Return the target that load runs are kept under, so that audits compare with audits only."""
    return f"load of {canonical}"


def keep_load(kept: Runs, order: LoadOrder, judged: Judged, report: Report) -> None:
    """Save a load run with its facts and outcomes."""
    raise NotImplementedError


def newest_load(kept: Runs, canonical: str, now: datetime) -> Iterator[Sighting]:
    """Yield what the newest load runs saw, of each kind of fact, unless too old to prove."""
    raise NotImplementedError
