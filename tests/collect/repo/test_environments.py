from __future__ import annotations

import asyncio
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from launchready.collect.edge.platform import collect_platform
from launchready.collect.look import Look
from launchready.collect.repo.environments import (
    collect_code_environment,
    collect_elsewhere,
    collect_environments,
    collect_production,
    collect_stage_pair,
    collect_whole_production,
)
from launchready.collect.repo.stack import collect_stack
from launchready.engine.gather import gather
from launchready.facts.base import PRODUCT, Absent, Facts, Unmeasured
from launchready.facts.env import (
    HIDDEN,
    SHOWN,
    CodeEnvironment,
    Elsewhere,
    Environments,
    Production,
    StagePair,
    WholeProduction,
)
from launchready.facts.platform import Platform
from launchready.facts.product import Product
from launchready.facts.run import Run
from launchready.facts.stack import Stack
from launchready.net.network import Settings, open_network
from launchready.repo.open import open_repository

ALL = (
    collect_code_environment,
    collect_elsewhere,
    collect_environments,
    collect_production,
    collect_stack,
    collect_stage_pair,
    collect_whole_production,
)
READS = "export const k = process.env.STRIPE_SECRET_KEY!\n"
NEXT = '{"dependencies": {"next": "15"}}'


async def look_at(
    root: Path, files: dict[str, str], recorded: tuple[tuple[str, Path], ...] = ()
) -> Facts:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    await asyncio.to_thread(subprocess.run, ["git", "init", "-q", str(root)], check=True)
    look = Look(
        Product(), open_network(Settings()), Run(at=datetime.now(UTC)), open_repository(root)
    )
    look.recorded = recorded
    try:
        return await gather(ALL, look, seconds=30)
    finally:
        await look.close()


async def test_sees_production_staging_and_what_the_code_wants(tmp_path: Path) -> None:
    facts = await look_at(
        tmp_path,
        {
            "package.json": NEXT,
            "a.ts": READS,
            ".env.production": "STRIPE_SECRET_KEY=a1b2c3d4\n",
            ".env.staging": "STRIPE_SECRET_KEY=a1b2c3d4\n",
        },
    )
    for kind in (CodeEnvironment, Elsewhere, Environments, StagePair, Stack, WholeProduction):
        assert isinstance(facts.get(kind, PRODUCT), kind), kind
    assert isinstance(facts.get(Production, SHOWN), Production)
    assert isinstance(facts.get(Production, HIDDEN), Absent)
    assert "a1b2c3d4" not in repr(list(facts))


async def test_no_production_environment_is_unknown_not_fine(tmp_path: Path) -> None:
    facts = await look_at(tmp_path, {"package.json": NEXT, "a.ts": READS, ".env": "A=1\n"})
    missing = facts.get(WholeProduction, PRODUCT)
    assert isinstance(missing, Unmeasured)
    assert missing.why.startswith("no production environment was given")
    assert isinstance(facts.get(Production, SHOWN), Unmeasured)


async def test_a_library_has_no_production_to_judge(tmp_path: Path) -> None:
    facts = await look_at(tmp_path, {"a.ts": READS})
    assert isinstance(facts.get(WholeProduction, PRODUCT), Absent)
    assert isinstance(facts.get(Production, SHOWN), Absent)


async def test_a_part_of_production_proves_nothing_about_the_rest(tmp_path: Path) -> None:
    facts = await look_at(tmp_path, {"a.ts": READS, "fly.toml": '[env]\nA = "1"\n'})
    missing = facts.get(WholeProduction, PRODUCT)
    assert isinstance(missing, Unmeasured)
    assert "fly.toml shows only a part of production, without STRIPE_SECRET_KEY" in missing.why


async def test_a_recorded_output_makes_production_whole(tmp_path: Path) -> None:
    listed = tmp_path / "fly.txt"
    listed.write_text("NAME\tDIGEST\tCREATED AT\nOTHER\tabc\t1h ago\n")
    files = {"repo/a.ts": READS, "repo/fly.toml": '[env]\nA = "1"\n'}
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    facts = await look_at(tmp_path / "repo", {}, (("production", listed),))
    assert isinstance(facts.get(WholeProduction, PRODUCT), WholeProduction)
    hidden = facts.get(Production, HIDDEN)
    assert isinstance(hidden, Unmeasured)
    assert hidden.why == "a value is not shown here: OTHER"


async def test_a_recorded_file_that_is_not_there_is_unknown(tmp_path: Path) -> None:
    facts = await look_at(tmp_path, {"a.ts": READS}, (("production", tmp_path / "gone.txt"),))
    assert isinstance(facts.get(Environments, PRODUCT), Unmeasured)


async def test_unlike_sources_are_not_compared(tmp_path: Path) -> None:
    facts = await look_at(
        tmp_path, {"fly.toml": "[env]\nA = 1\n", "package.json": NEXT, ".env.staging": "A=1\n"}
    )
    assert isinstance(facts.get(StagePair, PRODUCT), Unmeasured)


@pytest.mark.parametrize("kind", [Stack, Environments, Production])
async def test_without_a_repository_there_is_nothing_to_judge(kind: type) -> None:
    look = Look(Product(), open_network(Settings()), Run(at=datetime.now(UTC)))
    facts = await gather(ALL, look, seconds=10)
    await look.close()
    assert facts.each(kind).absent


async def test_the_repository_names_the_platform_where_nothing_live_does(tmp_path: Path) -> None:
    (tmp_path / "fly.toml").write_text('app = "shop"\n')
    await asyncio.to_thread(subprocess.run, ["git", "init", "-q", str(tmp_path)], check=True)
    look = Look(
        Product(), open_network(Settings()), Run(at=datetime.now(UTC)), open_repository(tmp_path)
    )
    platform = await collect_platform.collect(look, PRODUCT)
    await look.close()
    assert platform == Platform(hosting="Fly", evidence=("fly.toml:1",))
