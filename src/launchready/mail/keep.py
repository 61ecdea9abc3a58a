"""Keep what a probe found, and give it to whoever judges the whole bar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from launchready import __version__
from launchready.facts.base import Sighting
from launchready.mail.check import MailOrder
from launchready.mail.judged import MESSAGE, PROBE, Judged
from launchready.report.view import Report
from launchready.store.own_profile import own_profile
from launchready.store.runs import Runs, StoredRun

FRESH = timedelta(days=90)
"""How long a probe proves anything: as long as the bar's rows about delivery say."""


def probe_target(canonical: str) -> str:
    """Return the target that probes are kept under, so that audits compare with audits only."""
    return f"mail of {canonical}"


def keep_probe(kept: Runs, order: MailOrder, judged: Judged, report: Report) -> None:
    """Save a probe with its facts and outcomes."""
    use = report.network
    run = StoredRun(
        id=report.run_id,
        at=order.run.at,
        target=probe_target(order.product.canonical),
        profile=order.profile.name,
        decision=judged.verdict.decision.value,
        decided_by=judged.verdict.decided_by,
        scope=judged.verdict.scope,
        took_ms=report.took_ms,
        version=__version__,
        network={
            "dns_queries": use.dns_queries,
            "connections": use.connections,
            "requests": use.requests,
            "bytes_in": use.bytes_in,
        },
        own_profile=own_profile(order.profile),
    )
    kept.keep(run, judged.facts, judged.verdict, judged.results)


def newest_probe(kept: Runs, canonical: str, now: datetime) -> Iterator[Sighting]:
    """Yield what the newest probe saw, unless it is too old to prove anything."""
    for run in kept.all(probe_target(canonical), 1):
        if now - run.at > FRESH:
            return
        for sighting in kept.facts(run.id):
            if sighting.kind in MESSAGE | PROBE:
                yield sighting
