"""From scripts to steps: what each statement of a migration does, and what was not understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from launchready.derive.mask import mask_line
from launchready.derive.migrations.do_block import inner
from launchready.derive.migrations.effect_model import Found, State, Unknown
from launchready.derive.migrations.script import Piece, Script
from launchready.derive.migrations.split import SplitError, Statement, split
from launchready.derive.migrations.statements import effects
from launchready.derive.migrations.words import Reader
from launchready.facts.migrations import Dialect, Effect, Step, Tool, Unread

DATA = frozenset(
    {
        *(Effect.DROP_TABLE, Effect.DROP_COLUMN, Effect.DROP_SCHEMA, Effect.DROP_DATABASE),
        *(Effect.RENAME_TABLE, Effect.RENAME_COLUMN, Effect.REQUIRED_COLUMN, Effect.TRUNCATE),
        *(Effect.DELETE_ALL, Effect.UPDATE_ALL, Effect.SEED),
    }
)
"""What means the same in every SQL database; the rest is about PostgreSQL's locks."""

_LOCKLESS = frozenset(
    {Effect.SEED, Effect.CANNOT_RUN, Effect.UNGUARDED, Effect.UPDATE_ALL, Effect.DELETE_ALL}
)
_IN_TRANSACTION_IF_MANY = frozenset({Tool.PRISMA, Tool.GOLANG_MIGRATE})
"""Tools that send a file as one query: PostgreSQL wraps several statements, and runs one bare."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement and where it stands."""

    statement: Statement
    piece: Piece

    @property
    def line(self) -> int:
        """Its line in the source."""
        return self.piece.line if self.piece.rendered else self.statement.line

    @property
    def last(self) -> int:
        """Its last line in the source."""
        return self.piece.line if self.piece.rendered else self.statement.end


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one script."""

    steps: tuple[Step, ...]
    unread: tuple[Unread, ...]
    placed: tuple[Placed, ...]
    atomic: bool
    fresh: frozenset[str] = frozenset()
    """Tables that no one uses yet."""


def analyse(
    script: Script, tool: Tool, dialect: Dialect, fresh: set[str], *, timeout: bool
) -> Reading:
    """Read the way up of a script.

    `fresh` are the tables that earlier unreleased migrations made; this one's are added to it.
    `timeout` says that a limit for waiting on locks is set outside the migrations.
    """
    unread: list[Unread] = []
    placed = tuple(_placed(script.path, script.up, unread))
    atomic = script.atomic and not (tool in _IN_TRANSACTION_IF_MANY and len(placed) == 1)
    state = State(in_transaction=atomic, timeout=timeout, fresh=fresh)
    steps: list[Step] = []
    for one in placed:
        bare = one.piece.outside and state.in_transaction
        if bare:
            state.in_transaction = False
        limited = state.timeout
        for found in _effects(one.statement.text, state):
            what, down = found
            line = one.line if one.piece.rendered else one.line + down
            if isinstance(what, Unknown):
                unread.append(Unread(script.path, line, what.why))
            elif dialect is Dialect.POSTGRES or what.effect in DATA:
                steps.append(_step(script.path, line, one.statement.text, what))
        if not limited and dialect is Dialect.POSTGRES:
            _limit(steps, script.path, one, fresh)
        state.in_transaction = state.in_transaction or bare
    return Reading(
        tuple(dict.fromkeys(steps)), tuple(dict.fromkeys(unread)), placed, atomic, frozenset(fresh)
    )


def placed_of(path: str, pieces: Iterable[Piece]) -> tuple[tuple[Placed, ...], tuple[Unread, ...]]:
    """Return the statements of pieces as they stand, and what could not be read."""
    unread: list[Unread] = []
    return tuple(_placed(path, pieces, unread)), tuple(unread)


def _placed(path: str, pieces: Iterable[Piece], unread: list[Unread]) -> Iterator[Placed]:
    for piece in pieces:
        if piece.why:
            unread.append(Unread(path, piece.line, piece.why))
            continue
        try:
            for statement in split(piece.sql, piece.line):
                yield Placed(statement, piece)
        except SplitError as error:
            unread.append(Unread(path, piece.line, str(error)))


def _effects(text: str, state: State) -> Iterator[tuple[Found | Unknown, int]]:
    """Return what a statement does, with the line within it."""
    if Reader(text).peek() != "DO":
        yield from ((found, 0) for found in effects(text, state))
        return
    for one in inner(text):
        if one.why:
            yield Unknown(one.why), one.line
            continue
        for found in effects(one.sql, state):
            # A seed inside an IF is how a block makes it safe to run twice.
            if isinstance(found, Unknown) or found.effect is not Effect.SEED or not one.conditional:
                yield found, one.line


def _step(path: str, line: int, text: str, found: Found) -> Step:
    return Step(
        path,
        line,
        found.effect,
        mask_line(text),
        found.table[:100],
        found.column[:100],
        found.name[:100],
        " ".join(found.definition.split())[:300],
    )


def _limit(steps: list[Step], path: str, one: Placed, fresh: set[str]) -> None:
    """Say once a migration that it waits for a lock without a limit."""
    if any(step.effect is Effect.NO_LOCK_TIMEOUT for step in steps):
        return
    reader = Reader(one.statement.text)
    altered = reader.take("ALTER", "TABLE") and not reader.has("VALIDATE")
    table = touched(one.statement.text) if altered else ""
    locks = [step for step in steps if step.effect not in _LOCKLESS and step.line >= one.line]
    if locks and not table:
        table = locks[0].table
    elif not table or table in fresh:
        return
    text = mask_line(one.statement.text)
    steps.append(Step(path, one.line, Effect.NO_LOCK_TIMEOUT, text, table))


def touched(text: str) -> str:
    """Return the table that `ALTER TABLE` or `CREATE INDEX` is about; empty for others."""
    reader = Reader(text)
    if reader.take("ALTER", "TABLE"):
        reader.skip("IF", "EXISTS", "ONLY")
        return reader.name()
    if reader.take("CREATE", "INDEX") or reader.take("CREATE", "UNIQUE", "INDEX"):
        while reader.left and not reader.take("ON"):
            reader.at += 1
        reader.any("ONLY")
        return reader.name()
    return ""
