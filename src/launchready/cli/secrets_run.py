"""Run the search for secrets as an audit of that area alone, and say what was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from launchready.cli.network_options import Reach
from launchready.cli.show import Outputs, show
from launchready.cli.wrong import Wrong

if TYPE_CHECKING:
    from datetime import datetime

    from launchready.audit.run import Order
    from launchready.facts.base import Facts
    from launchready.facts.product import Product
    from launchready.facts.secrets import Secret
    from launchready.model.check import Check

MOST_VALUES = 500
_LEAST_VALUE = 8
_LEAST_ENTROPY = 2.5


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed."""

    path: Path | None
    history: bool
    bundle: str | None
    logs: tuple[Path, ...]
    values: Path | None
    seconds: float
    reach: Reach


def run_secrets(asked: Asked, outputs: Outputs) -> int:
    """Search, judge and show; return the exit code."""
    from launchready.audit.report import audit_report
    from launchready.audit.run import audit
    from launchready.cli.loop import run_loop
    from launchready.cli.progress import progress
    from launchready.store.runs import new_id

    order = _order(asked)
    with progress("secrets") as tell:
        done = run_loop(audit(order, tell))
    show(audit_report(order, done, new_id(order.run.at), None), outputs)
    if outputs.json_file is None or str(outputs.json_file) != "-":
        for line in _read(done.facts):
            typer.echo(line)
    return done.verdict.decision.exit_code


def _order(asked: Asked) -> Order:
    from datetime import UTC, datetime

    from launchready.audit.run import Order
    from launchready.cli.subject import profile_for
    from launchready.facts.run import Run
    from launchready.profiles import load_bar
    from launchready.repo.secrets.wanted import Wanted

    for log in asked.logs:
        if not log.is_file():
            message = f"--logs {log}: there is no such file"
            raise Wrong(message)
    repo = _repository(asked)
    product, folder, named = _product(asked, repo)
    return Order(
        product=product,
        run=Run(at=datetime.now(UTC)),
        profile=profile_for(product, None, folder),
        bar=load_bar(),
        settings=replace(asked.reach, named=named).settings(),
        checks=_checks(history=asked.history),
        seconds=asked.seconds,
        repo=repo,
        surface=asked.bundle is not None,
        secrets=Wanted(
            history=asked.history, given=_given(asked.values), logs=asked.logs, thorough=True
        ),
    )


def _repository(asked: Asked) -> Path | None:
    from launchready.repo.open import open_repository
    from launchready.repo.trouble import RepositoryError

    if asked.path is not None:
        return asked.path
    try:
        open_repository(Path())
    except RepositoryError:
        if asked.bundle or asked.logs:
            return None
        raise
    return Path()


def _product(asked: Asked, repo: Path | None) -> tuple[Product, Path, frozenset[str]]:
    from launchready.cli.subject import choose
    from launchready.facts.product import Product
    from launchready.manifest.read import FILE_NAME, read_manifest

    if asked.bundle is not None:
        chosen = choose(asked.bundle, None)
        return chosen.product, chosen.folder, chosen.named
    folder = (repo or Path()).absolute()
    manifest = folder / FILE_NAME
    if manifest.is_file():
        return read_manifest(manifest), folder, frozenset()
    return Product(name=folder.name), folder, frozenset()


def _checks(*, history: bool) -> tuple[Check, ...]:
    """Return the checks of the area; without the history those that need it are not asked."""
    from launchready.checks import all_checks
    from launchready.facts.secrets import HistorySecrets

    return tuple(
        one
        for one in all_checks()
        if one.area == "secrets" and (history or HistorySecrets not in one.kinds)
    )


def _given(path: Path | None) -> tuple[tuple[str, str], ...]:
    """Read names and values; too short or too plain ones would be found everywhere."""
    from launchready.derive.secrets.values import entropy

    if path is None:
        return ()
    try:
        text = path.read_text("utf-8", "replace")[: 1 << 20]
    except OSError as error:
        message = f"--values {path} cannot be read: {error.strerror}"
        raise Wrong(message) from None
    found: dict[str, str] = {}
    for line in text.splitlines():
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        value = value.strip().strip("\"'")
        if equals and len(value) >= _LEAST_VALUE and entropy(value) >= _LEAST_ENTROPY:
            found[value] = name.strip()[:80]
    if not found:
        message = f"--values {path} has no line NAME=value whose value is worth looking for"
        raise Wrong(message)
    return tuple((name, value) for value, name in list(found.items())[:MOST_VALUES])


def _read(facts: Facts) -> Iterator[str]:
    """Say what was read, and list what was seen and needs nothing done."""
    from launchready.derive.secrets.words import where
    from launchready.facts.run import Run
    from launchready.facts.secrets import (
        FILES,
        HISTORY,
        BundleSecrets,
        FileSecrets,
        HistorySecrets,
        LogLeaks,
    )

    run = facts.get(Run, "product")
    here, past = facts.get(FileSecrets, FILES), facts.get(HistorySecrets, HISTORY)
    bundles = facts.each(BundleSecrets)
    if isinstance(here, FileSecrets):
        seen = here.coverage
        said = f"{seen.objects:,} objects ({seen.bytes / 1e6:,.0f} MB), " if seen.history else ""
        yield f"Read: {said}{seen.files:,} files of the work tree."
        for limit in (*seen.limits, *seen.unread_files, *seen.unread_history):
            yield f"  Not seen: {limit}."
    for one in bundles:
        yield f"Read: {len(one.read)} texts that {one.subject} makes visitors load."
    for leaks in facts.each(LogLeaks):
        for file in leaks.files:
            yield f"Read: {file.lines:,} lines of {file.name}{f'; {file.cut}' if file.cut else ''}."
    if not isinstance(run, Run):
        return
    found = [*(here.found if isinstance(here, FileSecrets) else ())]
    found += past.found if isinstance(past, HistorySecrets) else ()
    found += [secret for one in bundles for secret in one.found]
    quiet = [one for one in found if _is_quiet(one, run.at)]
    if quiet:
        yield f"Seen, and nothing to do ({len(quiet)}):"
    for secret in quiet[:50]:
        yield f"  {secret.what}, {secret.shown}: {where(secret.places[0])} ({secret.nature})"


def _is_quiet(secret: Secret, at: datetime) -> bool:
    from launchready.derive.secrets.grade import Grade, grade

    tracked = any(one.tracked for one in secret.places)
    return not tracked or grade(secret, at) in {Grade.LOW, Grade.PUBLIC, Grade.TEST}
