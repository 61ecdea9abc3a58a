"""One audit from a product to a verdict."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from launchready.audit.scope import in_scope, judged, reachable, scope_of
from launchready.checks import all_checks
from launchready.collect import all_collectors
from launchready.collect.collector import Collector, Reach
from launchready.collect.look import Look
from launchready.engine.gather import Progress, gather
from launchready.engine.judge import judge
from launchready.facts.base import PRODUCT, Facts, Sighting, Unmeasured
from launchready.facts.product import Product
from launchready.facts.run import Run
from launchready.model.bar import Bar
from launchready.model.check import Check
from launchready.model.profile import Profile
from launchready.model.result import Result
from launchready.model.verdict import RowState, RowStatus, Verdict
from launchready.net.network import Settings, open_network
from launchready.net.traffic import Traffic
from launchready.repo.open import open_repository
from launchready.repo.secrets.wanted import Wanted
from launchready.verdict import decide, row_states

NOT_OWNED = (
    "it is only tried on a product of your own: add `owned = true` under [product] of"
    " launchready.toml"
)

Answers = Mapping[str, tuple[RowStatus, str]]
"""Row id to how a person answered it, and one sentence."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be audited, how, and by which profile."""

    product: Product
    run: Run
    profile: Profile
    bar: Bar
    settings: Settings = field(default_factory=Settings)
    checks: tuple[Check, ...] = ()
    """Empty: all of them."""
    skipped: frozenset[str] = frozenset()
    """Ids of checks that nobody is to look at; they count as unknown."""
    answers: Answers = field(default_factory=dict)
    seconds: float = 30.0
    """The deadline for all looking together."""
    repo: Path | None = None
    """A folder in the product's repository; None: only the outside is looked at."""
    recorded: tuple[tuple[str, Path], ...] = ()
    """Outputs of platforms' command lines: the environment's name, and the file."""
    secrets: Wanted = field(default_factory=Wanted)
    """How to look for secrets."""
    surface: bool = True
    """Look at the live product; False: the repository alone is judged."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit came to."""

    facts: Facts
    results: tuple[Result, ...]
    rows: tuple[RowState, ...]
    """The whole bar."""
    verdict: Verdict
    """Over what an audit can judge."""
    status: Verdict
    """Over the whole bar."""
    traffic: Traffic
    took_ms: float


async def audit(order: Order, progress: Progress | None = None) -> Audit:
    """Look, judge and decide. Never raises for what a target does.

    Raises `repo.trouble.RepositoryError` when the repository cannot be opened.
    """
    repo = None if order.repo is None else await asyncio.to_thread(open_repository, order.repo)
    seen = replace(order.run, surface=order.surface, repository=repo.root.name if repo else "")
    seen = replace(seen, logs=tuple(path.name for path in order.secrets.logs))
    order = replace(order, run=seen)
    checks = order.checks or all_checks()
    looked_at = [one for one in judged(checks, order.run) if one.id not in order.skipped]
    wanted = reachable(needed(all_collectors(), looked_at), order.run)
    began = time.perf_counter()  # after the imports that finding checks and collectors is
    allowed = [one for one in wanted if not refusal(one, order)]
    network = open_network(order.settings)
    look = Look(order.product, network, order.run, repo)
    look.wanted = order.secrets
    look.recorded = order.recorded
    try:
        facts = await gather(allowed, look, seconds=order.seconds, progress=progress)
    finally:
        await look.close()
    for one in wanted:
        why = refusal(one, order)
        if why:
            facts.add(Sighting(Unmeasured(one.kind, PRODUCT, why), order.run.at))
    results, rows, verdict, status = rejudge(order, facts, checks)
    took = (time.perf_counter() - began) * 1e3
    return Audit(facts, results, rows, verdict, status, network.traffic, took)


def rejudge(
    order: Order, facts: Facts, checks: Iterable[Check]
) -> tuple[tuple[Result, ...], tuple[RowState, ...], Verdict, Verdict]:
    """Judge facts, fresh or saved: results, the whole bar, the audit's verdict, the status."""
    results = judge(
        judged(checks, order.run, facts), facts, order.profile, order.bar, order.skipped
    )
    rows = row_states(order.bar, results, order.answers)
    spoken = {row for result in results for row in result.check.rows}
    inside = [
        state
        for state in row_states(order.bar, results)
        if state.row.id in spoken and in_scope(state.row, order.run)
    ]
    verdict = decide(
        results, inside, order.profile, scope_of(order.product, order.run, order.checks)
    )
    return results, rows, verdict, decide(results, rows, order.profile, "the whole bar")


def needed(collectors: Iterable[Collector], checks: Iterable[Check]) -> tuple[Collector, ...]:
    """Return the collectors whose facts some check reads."""
    kinds = {kind for check in checks for kind in check.kinds}
    return tuple(one for one in collectors if one.kind in kinds)


def refusal(one: Collector, order: Order) -> str:
    """Say why a collector may not run; empty when it may."""
    if one.reach in {Reach.READS, Reach.PROBES}:
        return ""
    if not order.product.owned:
        return NOT_OWNED
    if one.reach is Reach.LOADS and not order.run.consent_burst:
        return "only with --consent-burst, because it sends a burst"
    return "" if one.reach is Reach.LOADS else "only through its own command"
