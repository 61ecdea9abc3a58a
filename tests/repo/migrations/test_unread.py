from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.repo.migrations.conftest import Project

ADD = "ALTER TABLE orders ADD COLUMN a int NOT NULL;"


def test_other_databases_are_said_to_be_unknown(project: Project) -> None:
    project.write("prisma/migrations/migration_lock.toml", 'provider = "mysql"\n')
    project.write("prisma/migrations/1_a/migration.sql", "ALTER TABLE `a` ADD `b` int;")
    found = project.read()
    assert "this is MySQL" in found.unread[0].why


def test_links_and_binary_files_are_unread(project: Project) -> None:
    place = project.root / "supabase/migrations"
    place.mkdir(parents=True)
    (place / "1_a.sql").symlink_to("/etc/passwd")
    (place / "2_b.sql").write_bytes(b"\0\1")
    found = project.read()
    assert [one.why for one in found.unread] == [
        "the file is a link, larger than 1 MB, or not text"
    ] * 2


ABSURD = [
    pytest.param("migrations/20240101000000_k.js", "exports.up = (knex) => knex", ".a()", id="js"),
    pytest.param("db/migrate/20240101000000_r.rb", "def change\n", "foo(", id="ruby"),
    pytest.param(
        "versions/b.py", "revision = 'b'\ndown_revision = ''\ndef upgrade():\n  x = ", "(", id="py"
    ),
]


@pytest.mark.parametrize(("path", "start", "again"), ABSURD)
def test_absurd_nesting_is_unread_and_hides_no_other_file(
    project: Project, path: str, start: str, again: str
) -> None:
    project.write(path, start + again * 5_000)
    project.write("supabase/migrations/1_a.sql", "TRUNCATE orders;")
    if path.endswith("versions/b.py"):
        project.write(path, start + again * 5_000 + "\n\n\ndef upgrade():\n    pass\n")
    found = project.read()
    assert found.unread
    assert found.steps[0].effect.name == "TRUNCATE"
