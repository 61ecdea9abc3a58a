"""Keep what a load run found, and give it to whoever judges the whole bar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from launchready import __version__
from launchready.facts.base import PRODUCT, Fact, Facts, Sighting
from launchready.facts.crowd import LoadFairness, LoadKnee
from launchready.facts.load import LoadRun
from launchready.facts.product import Product
from launchready.facts.under_load import UNDER_LOAD
from launchready.load.judged import Judged, network_use, scope_of
from launchready.load.order import LOAD_OF, LoadOrder, load_target, place
from launchready.model.verdict import Decision, Verdict
from launchready.report.view import Report
from launchready.store.own_profile import own_profile
from launchready.store.runs import Runs, StoredRun

FRESH = timedelta(days=30)
"""How long a load run proves anything."""
MOST_RUNS = 50
MOST_OF_ALL = 500
"""Kept runs of any kind that are looked through."""
GIVES: dict[str, frozenset[type[Fact]]] = {
    "check": UNDER_LOAD - {LoadKnee, LoadFairness},
    "knee": frozenset({LoadKnee}),
    "fairness": frozenset({LoadFairness}),
}
"""What each experiment proves; a plain run is whatever somebody tried, and proves nothing."""


def keep_load(kept: Runs, order: LoadOrder, judged: Judged, report: Report) -> None:
    """Save a load run with its facts and outcomes."""
    keep_unjudged(kept, order, judged.facts, report.run_id, report.took_ms)
    kept.judge(report.run_id, judged.verdict, judged.results)


def keep_unjudged(kept: Runs, order: LoadOrder, facts: Facts, run_id: str, took_ms: float) -> None:
    """Save what a load run measured; it proves nothing until `Runs.judge` gives it a verdict."""
    ran = next(iter(facts.each(LoadRun)), LoadRun())
    use = network_use(ran)
    verdict = Verdict(Decision.NOT_PROVEN, scope_of(ran), "it was not judged")
    run = StoredRun(
        id=run_id,
        at=order.run.at,
        target=load_target(order.loaded),
        profile=order.profile.name,
        decision=verdict.decision.value,
        decided_by=verdict.decided_by,
        scope=verdict.scope,
        took_ms=took_ms,
        version=__version__,
        network={
            "connections": use.connections,
            "requests": use.requests,
            "bytes_in": use.bytes_in,
        },
        own_profile=own_profile(order.profile),
    )
    kept.keep(run, facts, verdict, ())


def newest_load(
    kept: Runs, canonical: str, now: datetime, product: Product | None = None
) -> Iterator[Sighting]:
    """Yield what the newest run of each experiment saw, unless too old to prove anything.

    With a product, runs of its other declared hosts count as well: load belongs on staging.
    """
    missing = dict(GIVES)
    for run in _runs_of(kept, canonical, product):
        if now - run.at > FRESH or not missing:
            return
        facts = kept.facts(run.id)
        wanted = missing.pop(_experiment(facts), frozenset())
        yield from (one for one in facts if one.kind in wanted)


def _runs_of(kept: Runs, canonical: str, product: Product | None) -> Iterator[StoredRun]:
    if product is None:
        yield from kept.all(load_target(canonical), MOST_RUNS)
        return
    for run in kept.all(limit=MOST_OF_ALL):
        loaded = run.target.removeprefix(LOAD_OF)
        if loaded != run.target and (loaded == canonical or _elsewhere(product, loaded)):
            yield run


def _elsewhere(product: Product, loaded: str) -> bool:
    """Whether an address is of the product. The same host on another port is something else."""
    mine, (name, port) = place(product.canonical), place(loaded)
    host = product.host(name)
    return (name, port) == mine or (name != mine[0] and host is not None and host.declared)


def add_load(
    facts: Facts, kept: Runs, canonical: str, now: datetime, product: Product | None = None
) -> None:
    """Add the newest load evidence to what an audit saw, so that it counts for the whole bar."""
    for sighting in newest_load(kept, canonical, now, product):
        facts.add(sighting)


def _experiment(facts: Facts) -> str:
    told = facts.get(LoadRun, PRODUCT)
    return told.experiment if isinstance(told, LoadRun) else ""
