"""Run the search for secrets as an audit of that area alone, and say what was read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from launchready.cli.network_options import Reach
from launchready.cli.show import Outputs, show
from launchready.cli.wrong import Wrong

if TYPE_CHECKING:
    from launchready.audit.secret_search import SecretOrder
    from launchready.facts.product import Product

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
    from launchready.audit.secret_search import search_secrets
    from launchready.cli.loop import run_loop
    from launchready.cli.progress import progress

    order = _order(asked)
    with progress("secrets") as tell:
        report = run_loop(search_secrets(order, tell))
    show(report, outputs)
    return report.verdict.decision.exit_code


def _order(asked: Asked) -> SecretOrder:
    from datetime import UTC, datetime

    from launchready.audit.secret_search import SecretOrder
    from launchready.cli.subject import profile_for
    from launchready.profiles import load_bar
    from launchready.repo.secrets.wanted import Wanted

    for log in asked.logs:
        if not log.is_file():
            message = f"--logs {log}: there is no such file"
            raise Wrong(message)
    repo = _repository(asked)
    product, folder, named = _product(asked, repo)
    given = _given(asked.values)
    return SecretOrder(
        product=product,
        profile=profile_for(product, None, folder),
        bar=load_bar(),
        at=datetime.now(UTC),
        repo=repo,
        bundle=asked.bundle is not None,
        wanted=Wanted(history=asked.history, given=given, logs=asked.logs, thorough=True),
        settings=replace(asked.reach, named=named).settings(),
        seconds=asked.seconds,
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
