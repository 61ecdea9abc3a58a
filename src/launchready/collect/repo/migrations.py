"""Read the migrations of the repository: the new ones, what they do, and when they run."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from launchready.collect.collector import NotThere, collector
from launchready.collect.look import Look
from launchready.collect.subjects import product
from launchready.facts.base import PRODUCT
from launchready.facts.migration_runs import MigrationReplay, MigrationRun
from launchready.facts.migrations import MIGRATIONS, UNREAD, MigrationOrder, Migrations, Unread
from launchready.facts.product import Product
from launchready.net.failure import Failure, Phase
from launchready.repo.migrations.files import list_files
from launchready.repo.migrations.order import order
from launchready.repo.migrations.read import find, read

_RUN = "`launchready migrations check --run` applies them to a scratch PostgreSQL"


def both(_: Product) -> Iterable[str]:
    """What was read, and what was not: the second is unmeasured while anything was not."""
    return (MIGRATIONS, UNREAD)


async def migrations_of(look: Look) -> Migrations:
    """Read the migrations once a run. Raises `NotThere` where there are none, and `Failure`."""
    repository = look.repository()
    read_all = look.once(
        ("migrations",), lambda: asyncio.to_thread(lambda: read(repository, find(repository)))
    )
    found = await read_all
    if not any(group.new or group.baseline for group in found.sets) and not found.unread:
        why = "the repository has no migrations"
        raise NotThere(why)
    return found


@collector(per=both, none="the product has no repository")
async def collect_migrations(look: Look, subject: str) -> Migrations:
    """Return every migration that is not on the main branch, and what its statements do."""
    found = await migrations_of(look)
    if subject == UNREAD:
        require_read(found.unread)
    return found


def require_read(unread: tuple[Unread, ...]) -> None:
    """Raise `Failure` naming statements that were not understood, else `NotThere`."""
    if not unread:
        why = "every statement was understood"
        raise NotThere(why)
    first = unread[0]
    more = f" (and {len(unread) - 1} more)" if len(unread) > 1 else ""
    raise Failure(Phase.CONTENT, f"{first.path}:{first.line}: {first.why}{more}")


@collector(per=product, none="the product has no repository")
async def collect_migration_order(look: Look, _: str) -> MigrationOrder:
    """Return where the repository says when migrations run."""
    await migrations_of(look)
    repository = look.repository()
    said = await asyncio.to_thread(lambda: order(list_files(repository)))
    return MigrationOrder(PRODUCT, said)


@collector(per=product, none="the product has no repository")
async def collect_migration_run(look: Look, _: str) -> MigrationRun:
    """Return what applying the migrations showed: nothing here, for an audit runs none."""
    why = await _not_run(look)
    raise NotThere(why)


@collector(per=product, none="the product has no repository")
async def collect_migration_replay(look: Look, _: str) -> MigrationReplay:
    """Return what a second run showed: unknown here, for text alone does not tell."""
    raise Failure(Phase.CONTENT, await _not_run(look))


async def _not_run(look: Look) -> str:
    found = await migrations_of(look)
    if not found.new:
        why = "every migration is released already"
        raise NotThere(why)
    return f"the migrations were not run: {_RUN}"
