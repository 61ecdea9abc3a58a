"""Check migrations: say the plan, read, try if asked, judge and show."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import typer

from launchready.audit.report import audit_report
from launchready.audit.run import Audit, Order, rejudge
from launchready.checks import all_checks
from launchready.cli.show import Outputs, show
from launchready.cli.wrong import Wrong
from launchready.derive.migrations.split import LONGEST, SplitError
from launchready.drill.own_sql import Command, commands, with_own_sql
from launchready.facts.base import PRODUCT, Absent, Fact, Facts, Sighting, Unmeasured
from launchready.facts.migration_runs import MigrationReplay, MigrationRun
from launchready.facts.migrations import (
    UNREAD,
    MigrationOrder,
    Migrations,
    Unread,
)
from launchready.facts.product import Product
from launchready.facts.run import Run
from launchready.net.traffic import Traffic
from launchready.profiles import DEFAULT, load_bar, load_profile
from launchready.repo.migrations.order import order
from launchready.repo.migrations.read import Found, find, read
from launchready.repo.open import Repository, open_repository
from launchready.store.runs import new_id

UNTRIED = "migrations that could not be tried"
Seen = Fact | Absent | Unmeasured


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed."""

    path: Path
    run: bool = False
    own_code: bool = False
    schema: Path | None = None
    since: str = ""
    everything: bool = False
    rows: int = 20_000
    profile: str = ""


def check_migrations(asked: Asked, outputs: Outputs) -> int:
    """Check and show; return the exit code. Raises `Wrong` and `RepositoryError`."""
    at, began = datetime.now(UTC), time.perf_counter()
    schema = _schema(asked.schema)
    repository = open_repository(asked.path)
    found = find(repository, since=asked.since, everything=asked.everything)
    wanted = commands(found) if asked.own_code else ()
    for line in plan(found, wanted, asked):
        typer.echo(line, err=True)
    facts = Facts(Sighting(one, at) for one in _facts(repository, found, asked, wanted, schema))
    order_ = _order(repository, asked, at)
    results, rows, verdict, status = rejudge(order_, facts, order_.checks)
    took = (time.perf_counter() - began) * 1e3
    done = Audit(facts, results, rows, verdict, status, Traffic(), took)
    show(audit_report(order_, done, new_id(at), None), outputs)
    return verdict.decision.exit_code


def plan(found: Found, wanted: tuple[Command, ...], asked: Asked) -> Iterator[str]:
    """Say what is judged, and what is about to be run."""
    new = [script.path for split in found.splits for script in split.new]
    old = sum(len(split.old) for split in found.splits)
    against = f" compared with {found.baseline.words}" if found.baseline.commit else ""
    yield f"{len(new)} new migrations{against}; {old} released ones are not judged."
    for command in wanted:
        yield f"runs your code: {command.words}"
    if asked.run:
        start = f"the schema in {asked.schema}" if asked.schema else "the released migrations"
        yield (
            f"starts a PostgreSQL in a temporary folder, from {start} with {asked.rows:,} rows a"
            " table, and applies each new migration twice and back; then removes it."
        )


def _order(repository: Repository, asked: Asked, at: datetime) -> Order:
    return Order(
        product=Product(name=repository.root.name, canonical=str(repository.root)),
        run=Run(at=at, surface=False, repository=repository.root.name),
        profile=load_profile(asked.profile or DEFAULT),
        bar=load_bar(),
        checks=tuple(one for one in all_checks() if one.area == "migrate"),
        surface=False,
    )


def _facts(
    repository: Repository,
    found: Found,
    asked: Asked,
    wanted: tuple[Command, ...],
    schema: str,
) -> Iterator[Seen]:
    if wanted and not asked.run:
        found = with_own_sql(found, wanted)
    tried: tuple[Seen, ...] | None = None
    if asked.run and any(split.new for split in found.splits):
        found, tried = _try(found, asked, wanted, schema)
    migrations = read(repository, found)
    if not any(one.new or one.baseline for one in migrations.sets) and not migrations.unread:
        why = "the repository has no migrations"
        for kind in (Migrations, MigrationOrder, MigrationRun, MigrationReplay):
            yield Absent(kind, PRODUCT, why)
        return
    yield migrations
    yield _gap(Migrations, UNREAD, migrations.unread)
    yield MigrationOrder(PRODUCT, order(found.files))
    if tried is not None:
        yield from tried
    elif not migrations.new:
        for kind in (MigrationRun, MigrationReplay):
            yield Absent(kind, PRODUCT, "every migration is released already")
    else:
        why = "the migrations were not run (--run)"
        yield Absent(MigrationRun, PRODUCT, why)
        yield Unmeasured(MigrationReplay, PRODUCT, why)


def _try(
    found: Found, asked: Asked, wanted: tuple[Command, ...], schema: str
) -> tuple[Found, tuple[Seen, ...]]:
    """Try the migrations; what stands in the way is unmeasured, in one sentence."""
    try:
        from launchready.drill.scratch.cluster import DATABASE, ScratchError, scratch_cluster
        from launchready.drill.scratch.trial import Wanted, try_migrations
    except ModuleNotFoundError as error:
        why = f"--run needs psycopg: pip install 'launchready[postgres]' ({error.name} is missing)"
        return found, _nothing_tried(why)
    try:
        with scratch_cluster() as cluster:
            if wanted:
                url = f"postgresql://app@/{DATABASE}?host={cluster.socket}"
                found = with_own_sql(found, wanted, url)
            tried = try_migrations(cluster, found, Wanted(schema, asked.rows, tell=_tell))
    except (ScratchError, SplitError) as error:
        return found, _nothing_tried(str(error))
    gaps = tuple(tried.untried)
    return found, (
        tried.run,
        _gap(MigrationRun, UNTRIED, gaps),
        tried.replay,
        _gap(MigrationReplay, UNTRIED, gaps),
    )


def _nothing_tried(why: str) -> tuple[Seen, ...]:
    return (
        Unmeasured(MigrationRun, PRODUCT, why),
        Unmeasured(MigrationReplay, PRODUCT, why),
    )


def _gap(kind: type[Fact], subject: str, unread: tuple[Unread, ...]) -> Seen:
    if not unread:
        return Absent(kind, subject, f"there are no {subject}")
    first = unread[0]
    more = f" (and {len(unread) - 1} more)" if len(unread) > 1 else ""
    return Unmeasured(kind, subject, f"{first.path}:{first.line}: {first.why}{more}")


def _tell(path: str) -> None:
    typer.echo(f"tries {path}", err=True)


def _schema(path: Path | None) -> str:
    """Read a schema that the user named. Raises `Wrong`."""
    if path is None:
        return ""
    try:
        with path.open("rb") as opened:
            content = opened.read(LONGEST + 1)
    except OSError as error:
        message = f"{path} cannot be read: {(error.strerror or str(error)).lower()}"
        raise Wrong(message) from None
    if len(content) > LONGEST:
        message = f"{path} is larger than {LONGEST >> 20} MB: write it with pg_dump --schema-only"
        raise Wrong(message)
    return content.decode("utf-8", "replace")
