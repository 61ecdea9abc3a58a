"""Audit one product: choose, look, keep, compare, show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from launchready.cli.choose_checks import Choice
from launchready.cli.keep import kept_runs
from launchready.cli.network_options import Reach
from launchready.cli.progress import progress
from launchready.cli.show import Outputs, show
from launchready.cli.subject import Chosen, answers_for, choose, profile_for

if TYPE_CHECKING:
    from launchready.audit.run import Audit, Order
    from launchready.report.view import Change


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed that is the same for one product and for many."""

    profile: str | None
    choice: Choice
    reach: Reach
    deep: bool = False
    consent_burst: bool = False
    seconds: float = 30.0
    repo: Path | None = None
    audit_dependencies: bool = False
    recorded: tuple[tuple[str, Path], ...] = ()


def audit_one(
    address: str | None,
    manifest: Path | None,
    asked: Asked,
    outputs: Outputs,
    store: str | None,
) -> int:
    """Audit and show one product; return the exit code. `store` None: the run is not kept."""
    from launchready.audit.report import audit_report
    from launchready.audit.run import audit
    from launchready.cli.loop import run_loop
    from launchready.store.runs import new_id

    chosen = choose(address, manifest)
    order = order_for(chosen, asked)
    with progress(order.product.canonical) as tell:
        done = run_loop(audit(order, tell))
    run_id = new_id(order.run.at)
    change = None if store is None else _keep(store, chosen, order, done, run_id)
    show(audit_report(order, done, run_id, change), outputs)
    return done.verdict.decision.exit_code


def order_for(chosen: Chosen, asked: Asked) -> Order:
    """Put together what the audit needs. Raises `Wrong` and the packages' own errors."""
    from datetime import UTC, datetime

    from launchready.audit.run import Order
    from launchready.facts.run import Run
    from launchready.profiles import load_bar

    bar = load_bar()
    return Order(
        product=chosen.product,
        run=Run(
            at=datetime.now(UTC),
            deep=asked.deep,
            consent_burst=asked.consent_burst,
            audit_dependencies=asked.audit_dependencies,
        ),
        profile=profile_for(chosen.product, asked.profile, chosen.folder),
        bar=bar,
        settings=replace(asked.reach, named=chosen.named).settings(),
        checks=asked.choice.checks,
        skipped=asked.choice.skipped,
        answers=answers_for(chosen.folder, bar),
        seconds=asked.seconds,
        repo=asked.repo,
        recorded=asked.recorded,
    )


def _keep(store: str, chosen: Chosen, order: Order, done: Audit, run_id: str) -> Change | None:
    from launchready import __version__
    from launchready.audit.compare import changes
    from launchready.store.own_profile import own_profile
    from launchready.store.runs import StoredRun

    use = done.traffic
    run = StoredRun(
        id=run_id,
        at=order.run.at,
        target=order.product.canonical,
        profile=order.profile.name,
        decision=done.verdict.decision.value,
        decided_by=done.verdict.decided_by,
        scope=done.verdict.scope,
        took_ms=done.took_ms,
        version=__version__,
        network={
            "dns_queries": use.dns_queries,
            "connections": use.connections,
            "requests": use.requests,
            "bytes_in": use.bytes_in,
        },
        own_profile=own_profile(order.profile),
    )
    with kept_runs(store, chosen.folder) as kept:
        before = kept.all(order.product.canonical, 1)
        change = (
            changes(before[0].at, kept.last_outcomes(before[0].target), done.results)
            if before
            else None
        )
        kept.keep(run, done.facts, done.verdict, done.results)
    return change
