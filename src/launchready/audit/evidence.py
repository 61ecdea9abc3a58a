"""The newest evidence of every kind, over all the runs that are kept of a product."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from launchready.facts.base import PRODUCT, Fact, Facts
from launchready.facts.run import Run
from launchready.store.runs import Runs

FRESH = timedelta(days=30)
"""What a look showed longer ago proves nothing today."""

MOST_RUNS = 50


def newest_evidence(kept: Runs, target: str, now: datetime) -> Facts:
    """Return, of each kind of fact, what the newest run that looked for it saw.

    A run that looked at one area only adds to what the others saw, and replaces none of it.
    """
    facts = Facts()
    taken: set[type[Fact]] = set()
    looked: list[Run] = []
    for run in kept.all(target, MOST_RUNS):
        if now - run.at > FRESH:
            break
        seen = kept.facts(run.id)
        told = seen.get(Run, PRODUCT)
        if isinstance(told, Run):
            looked.append(told)
        new = [one for one in seen if one.kind not in taken]
        for sighting in new:
            facts.add(sighting)
        taken |= {one.kind for one in new}
    for sighting in list(facts):
        if isinstance(sighting.what, Run):
            facts.add(replace(sighting, what=_together(looked)))
    return facts


def _together(looked: list[Run]) -> Run:
    """Where all of them looked; the rest is the newest's."""
    return replace(
        looked[0],
        surface=any(run.surface for run in looked),
        repository=next((run.repository for run in looked if run.repository), ""),
        logs=next((run.logs for run in looked if run.logs), ()),
    )
