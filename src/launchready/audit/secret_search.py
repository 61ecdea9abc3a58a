"""Look for secrets alone: the same collectors, checks and verdict, and nothing else loaded."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from launchready import __version__
from launchready.checks import secrets as area
from launchready.collect.collector import Collector
from launchready.collect.exposure.bundle_secrets import collect_bundle_secrets
from launchready.collect.look import Look
from launchready.collect.repo.logs import collect_log_leaks
from launchready.collect.repo.secrets import collect_file_secrets, collect_history_secrets
from launchready.derive.secrets.grade import Grade, grade
from launchready.derive.secrets.words import where
from launchready.engine.gather import Progress, gather
from launchready.engine.judge import judge
from launchready.facts.base import Facts
from launchready.facts.product import Product
from launchready.facts.run import Run
from launchready.facts.secrets import (
    FILES,
    HISTORY,
    BundleSecrets,
    FileSecrets,
    HistorySecrets,
    LogLeaks,
    Secret,
)
from launchready.model.bar import Bar
from launchready.model.check import Check
from launchready.model.profile import Profile
from launchready.net.network import Settings, open_network
from launchready.repo.open import open_repository
from launchready.repo.secrets.wanted import Wanted
from launchready.report.view import NetworkUse, Report
from launchready.verdict import decide, row_states

_MOST_QUIET = 50


@dataclass(frozen=True, slots=True)
class SecretOrder:
    """What is to be searched, how, and by which profile."""

    product: Product
    profile: Profile
    bar: Bar
    at: datetime
    repo: Path | None = None
    bundle: bool = False
    """Look at what the product's hosts make visitors load."""
    wanted: Wanted = field(default_factory=Wanted)
    settings: Settings = field(default_factory=Settings)
    seconds: float = 600.0


async def search_secrets(order: SecretOrder, progress: Progress | None = None) -> Report:
    """Search, judge and report. Raises `RepositoryError` when the repository cannot be opened."""
    began = time.perf_counter()
    repo = None if order.repo is None else await asyncio.to_thread(open_repository, order.repo)
    run = Run(
        at=order.at,
        surface=order.bundle,
        repository=repo.root.name if repo else "",
        logs=tuple(path.name for path in order.wanted.logs),
    )
    network = open_network(order.settings)
    look = Look(order.product, network, run, repo)
    look.wanted = order.wanted
    collectors = _collectors(order)
    try:
        facts = await gather(collectors, look, seconds=order.seconds, progress=progress)
    finally:
        await look.close()
    checks = _checks({one.kind for one in collectors} | {Product, Run})
    results = judge(checks, facts, order.profile, order.bar)
    rows = row_states(order.bar, results)
    spoken = {row for check in checks for row in check.rows}
    inside = [state for state in rows if state.row.id in spoken]
    use = network.traffic
    return Report(
        target=order.product.canonical if order.bundle else run.repository or "logs",
        profile=order.profile,
        at=order.at,
        took_ms=(time.perf_counter() - began) * 1e3,
        verdict=decide(results, inside, order.profile, _scope(run, order)),
        status=None,
        results=results,
        rows=tuple(inside),
        traffic_path="",
        network=NetworkUse(use.dns_queries, use.connections, use.requests, use.bytes_in),
        change=None,
        version=__version__,
        run_id="",
        lines=tuple(_lines(facts, order.at)),
    )


def _collectors(order: SecretOrder) -> tuple[Collector, ...]:
    """Return what there is to look at; without the history, nothing that would judge it."""
    wanted = order.wanted
    chosen = {
        collect_file_secrets: order.repo is not None,
        collect_history_secrets: order.repo is not None and wanted.history,
        collect_bundle_secrets: order.bundle,
        collect_log_leaks: bool(wanted.logs),
    }
    return tuple(one for one, asked in chosen.items() if asked)


def _checks(kinds: set[type]) -> tuple[Check, ...]:
    modules = (import_module(f"{area.__name__}.{one.name}") for one in iter_modules(area.__path__))
    found = [one for module in modules for one in vars(module).values() if isinstance(one, Check)]
    return tuple(sorted((one for one in found if one.kinds <= kinds), key=lambda one: one.id))


def _scope(run: Run, order: SecretOrder) -> str:
    parts = [f"the repository {run.repository}"] if run.repository else []
    parts += [f"what {order.product.canonical} ships"] if order.bundle else []
    count = len(run.logs)
    parts += ["1 log" if count == 1 else f"{count} logs"] if count else []
    return f"secrets in {' and '.join(parts)}"


def _lines(facts: Facts, at: datetime) -> Iterator[str]:
    """Say what was read, and list what was seen and needs nothing done."""
    here, past = facts.get(FileSecrets, FILES), facts.get(HistorySecrets, HISTORY)
    bundles = facts.each(BundleSecrets)
    found: list[Secret] = [secret for one in bundles for secret in one.found]
    if isinstance(here, FileSecrets):
        found += here.found
        seen = here.coverage
        objects = f"{seen.objects:,} objects ({seen.bytes / 1e6:,.0f} MB) and "
        yield f"{objects if seen.history else ''}{seen.files:,} files of the work tree were read."
        unread = (*seen.limits, *seen.unread_files, *seen.unread_history)
        yield from (f"Not seen: {limit}." for limit in dict.fromkeys(unread))
    if isinstance(past, HistorySecrets):
        found += past.found
    for one in bundles:
        yield f"{len(one.read)} texts that {one.subject} makes visitors load were read."
    for leaks in facts.each(LogLeaks):
        for file in leaks.files:
            cut = f"; {file.cut}" if file.cut else ""
            yield f"{file.lines:,} lines of {file.name} were read{cut}."
    quiet = [one for one in found if _is_quiet(one, at)]
    for secret in quiet[:_MOST_QUIET]:
        yield f"Nothing to do: {secret.what}, {secret.shown}, {where(secret.places[0])}."
    if len(quiet) > _MOST_QUIET:
        yield f"Nothing to do: {len(quiet) - _MOST_QUIET} more."


def _is_quiet(secret: Secret, at: datetime) -> bool:
    tracked = any(one.tracked for one in secret.places)
    return not tracked or grade(secret, at) in {Grade.LOW, Grade.PUBLIC, Grade.TEST}
