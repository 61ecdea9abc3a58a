"""The scratch database: restored, filled with rows, copied, counted and dumped."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass

import psycopg
from psycopg import sql

from launchready.derive.migrations.split import split
from launchready.derive.migrations.words import Reader
from launchready.drill.scratch.apply import connect
from launchready.drill.scratch.cluster import APP, DATABASE, OWNER, Cluster, ScratchError

_MOST_TABLES = 40
_DUMP_SECONDS = 60.0
_LEFT_OUT = frozenset({"GRANT", "REVOKE", "COMMENT"})
_VALUES = {
    **dict.fromkeys(("int2", "int4", "int8", "numeric", "float4", "float8", "oid"), "g"),
    **dict.fromkeys(("text", "varchar", "bpchar", "citext"), "'x' || g"),
    **dict.fromkeys(("timestamp", "timestamptz"), "now() - g * interval '1 second'"),
    "date": "current_date - g % 3650",
    "bool": "g % 2 = 0",
    "uuid": "md5(g::text)::uuid",
    "json": "'{}'",
    "jsonb": "'{}'",
    "bytea": "'\\x00'",
    "inet": "'127.0.0.1'",
    "time": "'12:00'",
    "interval": "'1 day'",
}


@dataclass(frozen=True, slots=True)
class Base:
    """The database that every trial starts from."""

    cluster: Cluster

    def restore(self, schema: str) -> tuple[str, ...]:
        """Run a schema as `pg_dump --schema-only` writes it; return what was left out and why.

        Owners and grants name roles that are not here. Raises `SplitError`.
        """
        failed: list[str] = []
        with connect(self.cluster.dsn(APP)) as one:
            for statement in split(schema):
                reader = Reader(statement.text)
                if reader.peek() in _LEFT_OUT or reader.has("OWNER", "TO"):
                    continue
                if reader.take("CREATE", "SCHEMA") and reader.name() == "public":
                    continue
                try:
                    one.execute(statement.text.encode(), prepare=False)
                except psycopg.Error as error:
                    failed.append(f"line {statement.line}: {str(error).splitlines()[0][:150]}")
            one.execute("RESET ALL")
        return tuple(failed)

    def tables(self, database: str = DATABASE) -> tuple[str, ...]:
        """Return the tables of the search path."""
        with psycopg.connect(self.cluster.dsn(OWNER, database)) as one:
            rows = one.execute(
                "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p')"
                " AND relnamespace = 'public'::regnamespace ORDER BY relname"
            ).fetchall()
        return tuple(str(row[0]) for row in rows)

    def fill(self, rows: int) -> None:
        """Put rows into every empty table, so that rewriting and scanning take their time.

        A table whose own constraints refuse such rows stays empty.
        """
        with psycopg.connect(self.cluster.dsn(), autocommit=True) as one:
            # Foreign keys and triggers are skipped; only our own rows go in this way.
            one.execute("SET session_replication_role = replica")
            one.execute("SET statement_timeout = '20s'")
            for table in self.tables()[:_MOST_TABLES]:
                self._fill(one, table, rows)
            one.execute("ANALYZE")

    def _fill(self, one: psycopg.Connection[tuple[object, ...]], table: str, rows: int) -> None:
        columns = one.execute(
            "SELECT a.attname, t.typname, a.atttypmod, t.typtype, t.oid FROM pg_attribute a"
            " JOIN pg_type t ON t.oid = a.atttypid WHERE a.attrelid = to_regclass(%s)"
            " AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''"
            " AND a.attidentity = '' AND coalesce((SELECT pg_get_expr(d.adbin, d.adrelid)"
            " FROM pg_attrdef d WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum), '')"
            " NOT LIKE 'nextval%%'",
            (f'public."{table}"',),
        ).fetchall()
        names = [(str(name), _value(str(kind), str(form))) for name, kind, _, form, _ in columns]
        given = [(name, value) for name, value in names if value]
        if not given:
            return
        statement = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM generate_series(1, {}) g").format(
            sql.Identifier(table),
            sql.SQL(", ").join(sql.Identifier(name) for name, _ in given),
            sql.SQL(", ").join(sql.SQL(value) for _, value in given),
            sql.Literal(rows),
        )
        try:
            one.execute(statement)
        except psycopg.Error:
            return

    def copy(self, name: str, source: str = DATABASE) -> str:
        """Copy a database that nobody is connected to; an older copy of that name goes."""
        with psycopg.connect(self.cluster.dsn(database="postgres"), autocommit=True) as one:
            one.execute(sql.SQL("DROP DATABASE IF EXISTS {} (FORCE)").format(sql.Identifier(name)))
            one.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                (source,),
            )
            one.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
                    sql.Identifier(name), sql.Identifier(source), sql.Identifier(APP)
                )
            )
        return name

    def counts(self, database: str) -> dict[str, int]:
        """Return how many rows each table has."""
        found: dict[str, int] = {}
        with psycopg.connect(self.cluster.dsn(OWNER, database)) as one:
            for table in self.tables(database)[:_MOST_TABLES]:
                query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
                row = one.execute(query).fetchone()
                found[table] = int(str(row[0])) if row else 0
        return found

    def dump(self, database: str) -> tuple[str, ...]:
        """Return the schema as `pg_dump` writes it, without comments. Raises `ScratchError`."""
        command = [str(self.cluster.programs / "pg_dump"), "--schema-only", "--no-owner"]
        try:
            done = subprocess.run(  # noqa: S603 - pg_dump by its full path, on our own server
                [*command, "--dbname", self.cluster.dsn(OWNER, database)],
                env=self.cluster.environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_DUMP_SECONDS,
                check=True,
            )
        except (OSError, subprocess.SubprocessError) as error:
            why = f"pg_dump could not write the schema: {type(error).__name__}"
            raise ScratchError(why) from None
        lines = done.stdout.decode("utf-8", "replace").splitlines()
        return tuple(line for line in lines if line.strip() and not line.startswith(("--", "\\")))


def _value(kind: str, form: str) -> str:
    if form == "e":
        return f'(enum_range(NULL::"{kind}"))[1]' if kind.isidentifier() else ""
    return _VALUES.get(kind, "")
