"""Database migrations: what each one does to a database in use, read or measured."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from launchready.facts.base import Fact

MIGRATIONS = "migrations"
"""The subject of what was read and measured of the migrations that are not released yet."""
UNREAD = "migrations that could not be read"
"""The subject that is unmeasured while a statement was not understood."""


class Tool(StrEnum):
    """What applies the migrations."""

    PRISMA = "Prisma"
    DRIZZLE = "Drizzle"
    SUPABASE = "Supabase"
    DBMATE = "dbmate"
    GOOSE = "goose"
    GOLANG_MIGRATE = "golang-migrate"
    FLYWAY = "Flyway"
    SQITCH = "Sqitch"
    NODE_PG_MIGRATE = "node-pg-migrate"
    SQL = "plain SQL"
    ALEMBIC = "Alembic"
    DJANGO = "Django"
    RAILS = "Rails"
    KNEX = "Knex"


class Dialect(StrEnum):
    """The database that the statements are written for."""

    POSTGRES = "PostgreSQL"
    MYSQL = "MySQL"
    SQLITE = "SQLite"
    OTHER = "another database"


class Effect(StrEnum):
    """What a statement does to a database that people use at that moment."""

    INDEX = "builds an index while writes wait"
    DROP_INDEX = "drops an index while everything waits"
    REINDEX = "rebuilds an index while writes wait"
    FOREIGN_KEY = "checks every row of two tables while writes to both wait"
    CHECK = "checks every row while everything waits"
    UNIQUE = "builds a unique index while everything waits"
    PRIMARY_KEY = "builds a primary key while everything waits"
    EXCLUDE = "builds an exclusion constraint while everything waits"
    NOT_NULL = "scans every row for NULL while everything waits"
    LOCK_TABLE = "locks the table until the transaction ends"
    REFRESH = "rebuilds the view while every reader waits"
    TRIGGER = "adds a trigger while writes wait"
    TRIGGERS_OFF = "switches triggers or rules on or off while writes wait"
    PARTITION = "attaches or detaches a partition while everything waits"

    TYPE = "changes a column's type and rewrites the table"
    VOLATILE_DEFAULT = "gives every row a value of its own and rewrites the table"
    GENERATED = "computes a column for every row and rewrites the table"
    SERIAL = "numbers every row and rewrites the table"
    VACUUM_FULL = "rewrites the table to save space"
    CLUSTER = "rewrites the table in the order of an index"
    TABLESPACE = "copies the table to another tablespace"
    LOGGED = "rewrites the table to change how it is logged"

    DROP_TABLE = "drops a table"
    DROP_COLUMN = "drops a column"
    DROP_SCHEMA = "drops a schema with all that is in it"
    DROP_DATABASE = "drops a database"
    RENAME_TABLE = "renames a table"
    RENAME_COLUMN = "renames a column"
    REQUIRED_COLUMN = "adds a column that every insert must fill"

    TRUNCATE = "empties a table"
    DELETE_ALL = "deletes every row"
    UPDATE_ALL = "changes every row"

    SEED = "inserts rows without ON CONFLICT"
    UNGUARDED = "fails when it is run again after it broke off"
    CANNOT_RUN = "cannot run inside a transaction"
    NO_LOCK_TIMEOUT = "waits for its lock without a limit"


class Down(StrEnum):
    """What there is to take a migration back with."""

    WRITTEN = "written"
    MISSING = "missing"
    EMPTY = "empty"
    """There is one, and it does nothing or refuses."""
    FORWARD_ONLY = "forward only"
    """The tool has no way back: a new migration repairs an old one."""


@dataclass(frozen=True, slots=True)
class Step:
    """One effect of one statement."""

    path: str
    line: int
    effect: Effect
    text: str
    """The statement, masked, at most 200 characters."""
    table: str = ""
    column: str = ""
    name: str = ""
    """Of an index, constraint or trigger; the new name of what is renamed."""
    definition: str = ""
    """What a fix needs of the statement: the indexed columns, a type, a condition."""
    used: tuple[str, ...] = ()
    """Where the released code names what goes away: `path:line`."""
    usage_known: bool = False
    """The released code was searched for it."""

    @property
    def place(self) -> str:
        """`path:line`."""
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Unread:
    """A statement that was not understood, so nothing is said of it."""

    path: str
    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Migration:
    """One migration that is not released yet."""

    path: str
    steps: tuple[Step, ...] = ()
    down: Down = Down.FORWARD_ONLY
    down_line: int = 1
    """Where the way back stands or would stand."""
    atomic: bool = True
    """The tool runs it in one transaction."""
    edited: bool = False
    """It is on the main branch already, with another text."""


@dataclass(frozen=True, slots=True)
class MigrationSet:
    """The migrations of one tool in one folder."""

    tool: Tool
    folder: str
    dialect: Dialect
    new: tuple[Migration, ...] = ()
    baseline: int = 0
    """How many are on the main branch already: counted, not judged."""


@dataclass(frozen=True, slots=True)
class Migrations(Fact):
    """Every migration of a repository that is not released yet."""

    sets: tuple[MigrationSet, ...] = ()
    compared_with: str = ""
    """The branch and commit that count as released; empty when all migrations are judged."""
    unread: tuple[Unread, ...] = ()

    @property
    def new(self) -> tuple[Migration, ...]:
        """The migrations that are judged, in the order they run."""
        return tuple(one for group in self.sets for one in group.new)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every effect of every judged migration."""
        return tuple(step for one in self.new for step in one.steps)

    def of(self, *effects: Effect) -> tuple[Step, ...]:
        """Return the steps with one of these effects, in order."""
        return tuple(step for step in self.steps if step.effect in effects)


@dataclass(frozen=True, slots=True)
class MigrationOrder(Fact):
    """Where the repository says when migrations run, relative to the release."""

    said: tuple[str, ...] = ()
    """`path:line: text`, at most 200 characters each."""
    has_migrations: bool = True
