from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from launchready.cli.main import run

IDENTITY = ("-c", "user.name=a", "-c", "user.email=a@shop.example", "-c", "commit.gpgsign=false")
SAFE = "SET lock_timeout = '2s'; ALTER TABLE orders ADD COLUMN note text;"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    def git(*arguments: str) -> None:
        command = ["git", *IDENTITY, *arguments]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)

    git("init", "--quiet", "--initial-branch=main")
    (tmp_path / "supabase/migrations").mkdir(parents=True)
    (tmp_path / "README.md").write_text("Migrations run before new code takes traffic.\n")
    base = "CREATE TABLE orders (id bigint PRIMARY KEY, total int);"
    (tmp_path / "supabase/migrations/1_base.sql").write_text(base)
    git("add", "--all")
    git("commit", "--quiet", "--message", "x")
    return tmp_path


def migrate(shop: Path, sql: str) -> None:
    (shop / "supabase/migrations/2_new.sql").write_text(sql)


def outcomes(text: str) -> dict[str, str]:
    return {one["check"]: one["status"] for one in json.loads(text)["outcomes"]}


def test_a_safe_migration_is_go(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    migrate(shop, SAFE)
    assert run(["migrations", "check", str(shop), "--plain"]) == 0
    shown = capsys.readouterr()
    assert "1 new migrations compared with main at" in shown.err
    assert "RISKS: NONE" in shown.out


def test_a_blocking_migration_is_no_go_with_its_line(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    migrate(shop, "SET lock_timeout = '2s';\nCREATE INDEX i ON orders (total);")
    assert run(["migrations", "check", str(shop), "--plain"]) == 1
    shown = capsys.readouterr().out
    assert "supabase/migrations/2_new.sql:2" in shown
    # However wide the terminal is, and wherever it breaks the line.
    assert "CREATE INDEX CONCURRENTLY i ON orders (total);" in " ".join(shown.split())


def test_a_statement_that_is_not_understood_is_not_proven(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    migrate(shop, "CALL rebuild_everything();")
    assert run(["migrations", "check", str(shop), "--plain"]) == 3
    assert "calls the procedure rebuild_everything" in " ".join(capsys.readouterr().out.split())


def test_without_migrations_nothing_is_claimed(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shop / "supabase/migrations/1_base.sql").unlink()
    run(["migrations", "check", str(shop), "--json", "-"])
    assert set(outcomes(capsys.readouterr().out).values()) == {"not_applicable"}


@pytest.mark.slow
def test_run_says_its_plan_then_measures(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    migrate(shop, SAFE)
    arguments = ["migrations", "check", str(shop), "--run", "--rows", "100", "--json", "-"]
    assert run(arguments) == 0
    shown = capsys.readouterr()
    assert "starts a PostgreSQL in a temporary folder" in shown.err
    assert outcomes(shown.out)["migration-blocked-writers"] == "passed"
    assert outcomes(shown.out)["migration-fails-on-second-run"] == "passed"


def test_run_without_postgres_is_unknown_in_one_sentence(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from launchready.drill.scratch import cluster

    def none() -> Path:
        raise cluster.ScratchError("PostgreSQL's server programs are not installed")  # noqa: EM101, TRY003 - the sentence itself is tested

    monkeypatch.setattr(cluster, "find_programs", none)
    migrate(shop, SAFE)
    assert run(["migrations", "check", str(shop), "--run", "--json", "-"]) == 3
    shown = capsys.readouterr().out
    assert "PostgreSQL's server programs are not installed" in shown
    assert outcomes(shown)["migration-blocked-writers"] == "unknown"


WRONG = [
    pytest.param(["--schema", "x.sql"], "--schema needs --run", id="schema alone"),
    pytest.param(["--run", "--schema", "nope.sql"], "nope.sql cannot be read", id="no schema"),
    pytest.param(["--all", "--since", "main"], "exclude each other", id="all and since"),
    pytest.param(["--since", "nowhere"], "nowhere names no commit", id="no commit"),
]


@pytest.mark.parametrize(("options", "sentence"), WRONG)
def test_wrong_use_is_one_sentence(
    shop: Path, capsys: pytest.CaptureFixture[str], options: list[str], sentence: str
) -> None:
    assert run(["migrations", "check", str(shop), *options]) == 2
    assert sentence in capsys.readouterr().err


def test_a_folder_that_is_no_repository_is_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["migrations", "check", str(tmp_path)]) == 2
    assert "not a git repository" in capsys.readouterr().err
