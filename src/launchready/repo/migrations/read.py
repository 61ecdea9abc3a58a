"""Read every migration of a repository into facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from launchready.derive.mask import mask_line
from launchready.derive.migrations.analyse import Reading, analyse, touched
from launchready.derive.migrations.script import Script, ScriptSet
from launchready.derive.migrations.squawk import RULES, SYNTAX, SquawkError
from launchready.facts.migrations import (
    MIGRATIONS,
    Dialect,
    Effect,
    Migration,
    Migrations,
    MigrationSet,
    Step,
    Unread,
)
from launchready.repo.migrations.baseline import Baseline, released
from launchready.repo.migrations.files import Files, list_files
from launchready.repo.migrations.readers.alembic import alembic
from launchready.repo.migrations.readers.django import django
from launchready.repo.migrations.readers.knex import knex
from launchready.repo.migrations.readers.orm_sql import drizzle, prisma, supabase
from launchready.repo.migrations.readers.rails import rails
from launchready.repo.migrations.readers.sql_files import sql_files
from launchready.repo.migrations.squawk import Opinion, opinions
from launchready.repo.migrations.usage import Usage
from launchready.repo.open import Repository
from launchready.repo.trouble import RepositoryError

READERS: tuple[Callable[[Files], Iterator[ScriptSet]], ...] = (
    *(prisma, drizzle, supabase, alembic, django, rails, knex),
)
_TIMEOUT_PLACES = (".rb", ".py", ".yml", ".yaml", ".js", ".ts", ".toml", ".ini", ".cfg", ".env")


@dataclass(frozen=True, slots=True)
class Split:
    """The scripts of one set, parted into what is released and what is not."""

    group: ScriptSet
    old: tuple[Script, ...]
    new: tuple[Script, ...]
    edited: frozenset[str]
    """Paths of new ones that are released with another text."""


@dataclass(frozen=True, slots=True)
class Found:
    """Every migration of a repository."""

    files: Files
    baseline: Baseline
    splits: tuple[Split, ...]


def find(repository: Repository, *, since: str = "", everything: bool = False) -> Found:
    """Find the migrations and part them. Raises `RepositoryError`.

    `since` names the commit that counts as released instead of the main branch; with `everything`
    no commit does.
    """
    if repository.bare:
        why = "the repository is bare: there is no work tree whose migrations could be read"
        raise RepositoryError(why)
    files = list_files(repository)
    baseline = Baseline() if everything else released(repository, since)
    groups = [group for reader in READERS for group in reader(files)]
    taken = frozenset(script.path for group in groups for script in group.scripts)
    groups += sql_files(files, taken)
    return Found(files, baseline, tuple(_part(group, files, baseline) for group in groups))


def _part(group: ScriptSet, files: Files, baseline: Baseline) -> Split:
    states = {one.path: baseline.has(one.path, files.content(one.path)) for one in group.scripts}
    return Split(
        group,
        tuple(one for one in group.scripts if states[one.path]),
        tuple(one for one in group.scripts if not states[one.path]),
        frozenset(path for path, state in states.items() if state is None),
    )


def read(repository: Repository, found: Found) -> Migrations:
    """Judge nothing, but say what every new migration does. Raises `RepositoryError`."""
    unread: list[Unread] = []
    folders = tuple(split.group.folder for split in found.splits)
    usage = Usage(repository, found.baseline, folders)
    sets = tuple(_set(split, found.files, usage, unread) for split in found.splits)
    return Migrations(MIGRATIONS, sets, found.baseline.words, tuple(dict.fromkeys(unread)))


def _set(split: Split, files: Files, usage: Usage, unread: list[Unread]) -> MigrationSet:
    group = split.group
    fresh: set[str] = set()
    timeout = bool(split.new) and _limited(files, group.folder)
    readings = [
        analyse(one, group.tool, group.dialect, fresh, timeout=timeout) for one in split.new
    ]
    unread += [Unread(group.folder or ".", one.line, one.why) for one in group.unread]
    if split.new and group.dialect is not Dialect.POSTGRES:
        why = (
            f"how long tables are locked is only known for PostgreSQL, and this is {group.dialect}"
        )
        unread.append(Unread(split.new[0].path, 1, why))
    said: tuple[tuple[Opinion, ...], ...] = tuple(() for _ in readings)
    if group.dialect is Dialect.POSTGRES and readings:
        try:
            said = opinions(readings)
        except SquawkError as error:
            unread.append(Unread(split.new[0].path, 1, str(error)))
    new = tuple(
        _migration(script, reading, heard, split, usage, unread)
        for script, reading, heard in zip(split.new, readings, said, strict=True)
    )
    return MigrationSet(group.tool, group.folder, group.dialect, new, len(split.old))


def _migration(
    script: Script,
    reading: Reading,
    heard: tuple[Opinion, ...],
    split: Split,
    usage: Usage,
    unread: list[Unread],
) -> Migration:
    unread += reading.unread
    steps = list(reading.steps)
    for opinion in {(one.at, one.rule): one for one in heard}.values():
        one = reading.placed[opinion.at]
        if opinion.rule == SYNTAX:
            why = f"it is not SQL that PostgreSQL knows: {mask_line(opinion.message)}"
            unread.append(Unread(script.path, one.line, why))
            continue
        effect = RULES.get(opinion.rule)
        if effect is not None and _is_news(effect, opinion.at, reading):
            text = mask_line(one.statement.text)
            steps.append(Step(script.path, one.line, effect, text, definition=opinion.message))
    noted = usage.noted(tuple(sorted(steps, key=lambda step: step.line)))
    return Migration(
        script.path,
        noted,
        script.way_back,
        script.down_line,
        reading.atomic,
        script.path in split.edited,
    )


def _is_news(effect: Effect, at: int, reading: Reading) -> bool:
    """Whether squawk saw something that our own rules, which know more context, do not know."""
    one = reading.placed[at]
    judged = {step.effect for step in reading.steps if one.line <= step.line <= one.last}
    own = judged - {Effect.NO_LOCK_TIMEOUT}
    return (
        not own
        and effect not in _WITH_CONTEXT
        and touched(one.statement.text) not in (reading.fresh)
    )


_WITH_CONTEXT = frozenset({Effect.NOT_NULL, Effect.DROP_INDEX, Effect.CANNOT_RUN})
"""Effects that an earlier statement can take away: our rules follow it, squawk does not always."""


def _limited(files: Files, folder: str) -> bool:
    """Say whether the project sets a limit for waiting on locks outside its migrations."""
    places = (
        path
        for path in files.paths
        if path.endswith(_TIMEOUT_PLACES) and not (folder and path.startswith(f"{folder}/"))
    )
    configured = (path for path in places if "config" in path or "env.py" in path or "db" in path)
    return any("lock_timeout" in (files.text(path) or "") for path in configured)
