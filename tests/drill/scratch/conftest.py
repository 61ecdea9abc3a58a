from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from launchready.drill.scratch.cluster import APP, DATABASE, Cluster, scratch_cluster
from launchready.drill.scratch.trial import Tried, Wanted, try_migrations
from launchready.repo.migrations.read import find
from launchready.repo.open import open_repository

IDENTITY = ("-c", "user.name=a", "-c", "user.email=a@shop.example", "-c", "commit.gpgsign=false")
BASE = """\
-- migrate:up
CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id), total int);
CREATE TABLE plans (id serial PRIMARY KEY, name text);
-- migrate:down
DROP TABLE plans, orders, users;
"""


@pytest.fixture(scope="session")
def server() -> Iterator[Cluster]:
    with scratch_cluster() as one:
        yield one


@pytest.fixture
def cluster(server: Cluster) -> Cluster:
    with psycopg.connect(server.dsn(database="postgres"), autocommit=True) as one:
        one.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")
        one.execute(f"CREATE DATABASE {DATABASE} OWNER {APP}")
    with psycopg.connect(server.dsn(), autocommit=True) as one:
        one.execute(f"ALTER SCHEMA public OWNER TO {APP}")
    return server


class Shop:
    """A repository with a released schema, and migrations on top of it."""

    def __init__(self, root: Path, cluster: Cluster) -> None:
        self.root, self.cluster = root, cluster
        self.git("init", "--quiet", "--initial-branch=main")
        self.write("db/migrations/001_base.sql", BASE)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "x")

    def git(self, *arguments: str) -> None:
        command = ["git", *IDENTITY, *arguments]
        subprocess.run(command, cwd=self.root, check=True, capture_output=True)

    def write(self, path: str, text: str) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")

    def migrate(self, name: str, up: str, down: str = "", *, mark: str = "") -> None:
        self.write(
            f"db/migrations/{name}.sql", f"-- migrate:up{mark}\n{up}\n-- migrate:down\n{down}\n"
        )

    def tried(self, wanted: Wanted | None = None) -> Tried:
        found = find(open_repository(self.root))
        return try_migrations(self.cluster, found, wanted or Wanted(rows=2_000, slow_ms=100.0))


@pytest.fixture
def shop(tmp_path: Path, cluster: Cluster) -> Shop:
    return Shop(tmp_path, cluster)
