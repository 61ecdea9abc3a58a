"""Keep what a load run found, and give it to whoever judges the whole bar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from launchready import __version__
from launchready.facts.base import PRODUCT, Fact, Facts, Sighting
from launchready.facts.crowd import LoadFairness, LoadKnee
from launchready.facts.load import LoadRun
from launchready.facts.under_load import UNDER_LOAD
from launchready.load.judged import Judged
from launchready.load.order import LoadOrder
from launchready.report.view import Report
from launchready.store.own_profile import own_profile
from launchready.store.runs import Runs, StoredRun

FRESH = timedelta(days=30)
"""How long a load run proves anything."""
MOST_RUNS = 50
GIVES: dict[str, frozenset[type[Fact]]] = {
    "check": UNDER_LOAD - {LoadKnee, LoadFairness},
    "knee": frozenset({LoadKnee}),
    "fairness": frozenset({LoadFairness}),
}
"""What each experiment proves; a plain run is whatever somebody tried, and proves nothing."""


def load_target(canonical: str) -> str:
    """Return the target that load runs are kept under, so that audits compare with audits only."""
    return f"load of {canonical}"


def keep_load(kept: Runs, order: LoadOrder, judged: Judged, report: Report) -> None:
    """Save a load run with its facts and outcomes."""
    use = report.network
    run = StoredRun(
        id=report.run_id,
        at=order.run.at,
        target=load_target(order.product.canonical),
        profile=order.profile.name,
        decision=judged.verdict.decision.value,
        decided_by=judged.verdict.decided_by,
        scope=judged.verdict.scope,
        took_ms=report.took_ms,
        version=__version__,
        network={"connections": use.connections, "requests": use.requests},
        own_profile=own_profile(order.profile),
    )
    kept.keep(run, judged.facts, judged.verdict, judged.results)


def newest_load(kept: Runs, canonical: str, now: datetime) -> Iterator[Sighting]:
    """Yield what the newest run of each experiment saw, unless too old to prove anything."""
    missing = dict(GIVES)
    for run in kept.all(load_target(canonical), MOST_RUNS):
        if now - run.at > FRESH or not missing:
            return
        facts = kept.facts(run.id)
        wanted = missing.pop(_experiment(facts), frozenset())
        yield from (one for one in facts if one.kind in wanted)


def add_load(facts: Facts, kept: Runs, canonical: str, now: datetime) -> None:
    """Add the newest load evidence to what an audit saw, so that it counts for the whole bar."""
    for sighting in newest_load(kept, canonical, now):
        facts.add(sighting)


def _experiment(facts: Facts) -> str:
    told = facts.get(LoadRun, PRODUCT)
    return told.experiment if isinstance(told, LoadRun) else ""
