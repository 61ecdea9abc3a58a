from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from launchready.collect.collector import NotThere
from launchready.collect.look import Look
from launchready.collect.repo.migrations import (
    collect_migration_order,
    collect_migration_replay,
    collect_migration_run,
    collect_migrations,
)
from launchready.engine.gather import gather
from launchready.facts.base import Absent, Unmeasured
from launchready.facts.migrations import MIGRATIONS, UNREAD, Effect, Migrations
from launchready.facts.product import Product
from launchready.facts.run import Run
from launchready.net.network import Settings, open_network
from launchready.repo.open import open_repository

COLLECTORS = (
    *(collect_migrations, collect_migration_order),
    *(collect_migration_run, collect_migration_replay),
)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    (tmp_path / "README.md").write_text("a shop")
    return tmp_path


def migrate(shop: Path, sql: str) -> None:
    (shop / "supabase/migrations").mkdir(parents=True)
    (shop / "supabase/migrations/1_a.sql").write_text(sql)


def look_at(shop: Path) -> Look:
    run = Run(at=datetime(2026, 3, 1, tzinfo=UTC), surface=False, repository="shop")
    return Look(Product(), open_network(Settings()), run, open_repository(shop))


async def test_a_statement_is_read_with_its_place(shop: Path) -> None:
    migrate(shop, "\nTRUNCATE orders;")
    facts = await gather(COLLECTORS, look_at(shop))
    found = facts.get(Migrations, MIGRATIONS)
    assert isinstance(found, Migrations)
    assert found.steps[0].effect is Effect.TRUNCATE
    assert found.steps[0].place == "supabase/migrations/1_a.sql:2"
    assert isinstance(facts.get(Migrations, UNREAD), Absent)


async def test_a_statement_that_is_not_understood_is_unmeasured_not_fine(shop: Path) -> None:
    migrate(shop, "CALL f();\nCALL g();")
    facts = await gather(COLLECTORS, look_at(shop))
    unread = facts.get(Migrations, UNREAD)
    assert isinstance(unread, Unmeasured)
    assert unread.why == (
        "supabase/migrations/1_a.sql:1: it calls the procedure f, whose statements do not stand"
        " here (and 1 more)"
    )


async def test_a_repository_without_migrations_has_nothing_to_judge(shop: Path) -> None:
    facts = await gather(COLLECTORS, look_at(shop))
    assert all(
        isinstance(sighting.what, Absent)
        for sighting in facts
        if sighting.kind not in {Product, Run}
    )


async def test_what_was_not_run_is_said(shop: Path) -> None:
    migrate(shop, "TRUNCATE orders;")
    look = look_at(shop)
    with pytest.raises(NotThere, match="were not run"):
        await collect_migration_run.collect(look, "product")
    facts = await gather(COLLECTORS, look)
    assert isinstance(facts.get(collect_migration_replay.kind, "product"), Unmeasured)
