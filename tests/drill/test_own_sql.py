from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from launchready.drill.own_sql import commands, with_own_sql
from launchready.facts.migrations import Effect
from launchready.repo.migrations.read import Found, find, read
from launchready.repo.open import open_repository

REVISION = """\
from alembic import op

revision = "b"
down_revision = None


def upgrade():
    for table in ("orders", "users"):
        op.execute(f"TRUNCATE {table}")


def downgrade():
    pass
"""
PROGRAM = """\
#!/bin/sh
echo "BEGIN;"
echo "TRUNCATE orders;"
echo "INSERT INTO alembic_version (version_num) VALUES ('b');"
echo "COMMIT;"
echo "$@" >> ran.txt
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    (tmp_path / "versions").mkdir()
    (tmp_path / "versions/b.py").write_text(REVISION)
    (tmp_path / "alembic.ini").write_text("")
    program = tmp_path / ".venv/bin/alembic"
    program.parent.mkdir(parents=True)
    program.write_text(PROGRAM)
    program.chmod(0o755)
    return tmp_path


def found(shop: Path) -> Found:
    return find(open_repository(shop))


def test_commands_are_listed_before_anything_runs(shop: Path) -> None:
    [up] = commands(found(shop))
    assert up.words.endswith(".venv/bin/alembic upgrade base:b --sql")
    assert not (shop / "ran.txt").exists()


def test_the_sql_that_the_project_writes_out_is_judged(shop: Path) -> None:
    before = found(shop)
    assert read(open_repository(shop), before).unread
    after = read(open_repository(shop), with_own_sql(before, commands(before)))
    assert Effect.TRUNCATE in [one.effect for one in after.steps]
    assert Effect.SEED not in [one.effect for one in after.steps]
    assert after.unread == ()


def test_a_program_that_fails_leaves_the_reading_unread(shop: Path) -> None:
    (shop / ".venv/bin/alembic").write_text("#!/bin/sh\necho 'no such driver' >&2\nexit 3\n")
    before = found(shop)
    after = read(open_repository(shop), with_own_sql(before, commands(before)))
    assert any("alembic failed: no such driver" in one.why for one in after.unread)
