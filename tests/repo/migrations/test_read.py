from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from launchready.facts.migrations import Effect
from launchready.repo.migrations.files import list_files
from launchready.repo.migrations.order import order
from launchready.repo.open import open_repository
from launchready.repo.trouble import RepositoryError

if TYPE_CHECKING:
    from tests.repo.migrations.conftest import Project

FIRST = "CREATE TABLE orders (id int, note text);"
DROP = "SET lock_timeout = '1s'; ALTER TABLE orders DROP COLUMN note;"


def test_released_migrations_are_counted_and_not_judged(project: Project) -> None:
    project.commit(**{"supabase/migrations/1_a.sql": "TRUNCATE orders;"})
    project.git("switch", "--quiet", "--create", "feature")
    project.commit(**{"supabase/migrations/2_b.sql": DROP})
    found = project.read()
    [group] = found.sets
    assert (group.baseline, [one.path for one in group.new]) == (1, ["supabase/migrations/2_b.sql"])
    assert found.compared_with.startswith("main at ")


def test_everything_and_since_move_the_line(project: Project) -> None:
    project.commit(**{"supabase/migrations/1_a.sql": FIRST})
    first = project.git("rev-parse", "HEAD")
    project.commit(**{"supabase/migrations/2_b.sql": DROP})
    assert len(project.read().new) == 0
    assert len(project.read(since=first).new) == 1
    assert len(project.read(everything=True).new) == 2
    with pytest.raises(RepositoryError, match="names no commit"):
        project.read(since="nowhere")
    with pytest.raises(RepositoryError, match="names no commit"):
        project.read(since="--upload-pack=x")


def test_a_released_migration_with_another_text_is_edited(project: Project) -> None:
    project.commit(**{"supabase/migrations/1_a.sql": FIRST})
    project.write("supabase/migrations/1_a.sql", FIRST + "SELECT 1;")
    assert project.only().edited


def test_another_line_end_is_no_edit(project: Project) -> None:
    project.commit(**{"supabase/migrations/1_a.sql": FIRST + "\n"})
    (project.root / "supabase/migrations/1_a.sql").write_bytes(FIRST.encode() + b"\r\n")
    assert not project.read().new


def test_what_the_released_code_still_names_is_found(project: Project) -> None:
    project.commit(
        **{
            "supabase/migrations/1_a.sql": FIRST,
            "app/models.py": "class Order:\n    note = Text()\n",
            "README.md": "the note of an order",
        }
    )
    project.write("supabase/migrations/2_b.sql", DROP)
    [step] = project.only().steps
    assert (step.usage_known, step.used) == (True, ("app/models.py:2",))


def test_camel_case_is_the_same_name(project: Project) -> None:
    project.commit(**{"app.ts": "order.shipNote", "supabase/migrations/1_a.sql": FIRST})
    project.write("supabase/migrations/2_b.sql", DROP.replace("note", "ship_note"))
    [step] = project.only().steps
    assert step.used == ("app.ts:1",)


def test_code_in_another_repository_is_not_known(project: Project) -> None:
    project.commit(**{"supabase/migrations/1_a.sql": FIRST})
    project.write("supabase/migrations/2_b.sql", DROP)
    [step] = project.only().steps
    assert not step.usage_known


def test_squawk_adds_what_our_rules_do_not_know(project: Project) -> None:
    sql = "SET lock_timeout = '1s'; ALTER TABLE orders ADD COLUMN a int DEFAULT next_number();"
    project.write("supabase/migrations/1_a.sql", sql)
    [step] = project.only().steps
    assert step.effect is Effect.VOLATILE_DEFAULT


def test_text_that_is_no_sql_hides_nothing_else(project: Project) -> None:
    project.write("supabase/migrations/1_a.sql", "frob the table;\nTRUNCATE orders;")
    found = project.read()
    assert [one.line for one in found.unread] == [1]
    assert found.steps[0].effect is Effect.TRUNCATE


def test_comments_cannot_silence_a_rule(project: Project) -> None:
    project.write("supabase/migrations/1_a.sql", "-- squawk-ignore-file\n" + "TRUNCATE orders;")
    project.write(".squawk.toml", 'excluded_rules = ["ban-truncate-cascade"]')
    assert project.only().steps[0].effect is Effect.TRUNCATE


def test_a_limit_in_the_settings_of_the_project_counts(project: Project) -> None:
    sql = "ALTER TABLE orders ADD COLUMN a int;"
    project.write("supabase/migrations/1_a.sql", sql)
    assert [one.effect for one in project.only().steps] == [Effect.NO_LOCK_TIMEOUT]
    project.write("config/database.yml", "variables:\n  lock_timeout: 2s\n")
    assert project.only().steps == ()


def test_a_bare_repository_is_said_to_have_no_work_tree(project: Project) -> None:
    bare = project.root.parent / f"{project.root.name}.git"
    project.git("clone", "--quiet", "--bare", str(project.root), str(bare))
    project.root = bare
    with pytest.raises(RepositoryError, match="bare"):
        project.read()


SAID = [
    pytest.param("fly.toml", '  release_command = "npx prisma migrate deploy"', id="fly"),
    pytest.param("Procfile", "release: bundle exec rails db:migrate", id="heroku"),
    pytest.param(".github/workflows/d.yml", "      - run: alembic upgrade head", id="actions"),
    pytest.param("package.json", '    "start": "knex migrate:latest && node .",', id="package"),
    pytest.param("docs/deploy.md", "Migrations run before new code takes traffic.", id="words"),
]
UNSAID = [
    pytest.param("package.json", '    "db": "knex migrate:latest",', id="only a shortcut"),
    pytest.param("README.md", "We use migrations.", id="no order"),
    pytest.param(".github/workflows/d.yml", "      - run: rails db:migrate RAILS_ENV=test", id="t"),
]


@pytest.mark.parametrize(("path", "text"), SAID)
def test_the_order_is_found(project: Project, path: str, text: str) -> None:
    project.write(path, f"x\n{text}\n")
    [place] = order(list_files(open_repository(project.root)))
    assert place == f"{path}:2: {text.strip()}"


@pytest.mark.parametrize(("path", "text"), UNSAID)
def test_the_order_is_not_made_up(project: Project, path: str, text: str) -> None:
    project.write(path, f"x\n{text}\n")
    assert order(list_files(open_repository(project.root))) == ()
