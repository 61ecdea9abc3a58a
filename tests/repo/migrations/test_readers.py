from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from launchready.facts.migrations import Down, Step, Tool

if TYPE_CHECKING:
    from tests.repo.migrations.conftest import Project

Lines = Callable[[tuple[Step, ...]], list[str]]
ADD = "ALTER TABLE orders ADD COLUMN a int NOT NULL;"
CONCURRENTLY = "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON orders (a);"

SQL = [
    pytest.param(
        Tool.PRISMA, {"prisma/migrations/2024_a/migration.sql": ADD}, Down.FORWARD_ONLY, id="prisma"
    ),
    pytest.param(
        Tool.SUPABASE, {"supabase/migrations/2024_a.sql": ADD}, Down.FORWARD_ONLY, id="supabase"
    ),
    pytest.param(
        Tool.DRIZZLE,
        {
            "drizzle/meta/_journal.json": '{"dialect": "postgresql", "entries":'
            ' [{"idx": 0, "tag": "0000_a"}]}',
            "drizzle/0000_a.sql": ADD,
        },
        Down.FORWARD_ONLY,
        id="drizzle",
    ),
    pytest.param(
        Tool.DBMATE,
        {"db/migrations/1_a.sql": f"-- migrate:up\n{ADD}\n-- migrate:down\nSELECT 2;"},
        Down.WRITTEN,
        id="dbmate",
    ),
    pytest.param(
        Tool.GOOSE,
        {"migrations/1_a.sql": f"-- +goose Up\n{ADD}\n-- +goose Down\n"},
        Down.EMPTY,
        id="goose",
    ),
    pytest.param(
        Tool.GOLANG_MIGRATE,
        {"migrations/1_a.up.sql": ADD, "migrations/1_a.down.sql": "DROP TABLE x;"},
        Down.WRITTEN,
        id="golang-migrate",
    ),
    pytest.param(
        Tool.GOLANG_MIGRATE, {"migrations/1_a.up.sql": ADD}, Down.MISSING, id="without a way back"
    ),
    pytest.param(Tool.FLYWAY, {"sql/V1__a.sql": ADD}, Down.FORWARD_ONLY, id="flyway"),
    pytest.param(
        Tool.SQITCH,
        {
            "sqitch.plan": "%project=x\n\na 2024-01-01T00:00:00Z A <a@shop.example> # x\n",
            "deploy/a.sql": f"BEGIN;\n{ADD}\nCOMMIT;",
            "revert/a.sql": "BEGIN;\nCOMMIT;",
        },
        Down.EMPTY,
        id="sqitch",
    ),
    pytest.param(
        Tool.NODE_PG_MIGRATE,
        {"migrations/1_a.sql": f"-- Up Migration\n{ADD}\n-- Down Migration\nDROP TABLE x;"},
        Down.WRITTEN,
        id="node-pg-migrate",
    ),
    pytest.param(Tool.SQL, {"migrations/001_a.sql": ADD}, Down.FORWARD_ONLY, id="plain"),
]


@pytest.mark.parametrize(("tool", "files", "down"), SQL)
def test_sql_tools_are_told_apart_and_read(
    project: Project, lines: Lines, tool: Tool, files: dict[str, str], down: Down
) -> None:
    project.commit()
    for path, text in files.items():
        project.write(path, text)
    [group] = project.read().sets
    [one] = group.new
    assert group.tool is tool
    assert [line.partition(" ")[2] for line in lines(one.steps)] == ["REQUIRED_COLUMN orders.a"]
    assert one.down is down


BARE = [
    pytest.param("db/migrations/1_a.sql", f"-- migrate:up\n{CONCURRENTLY}", True, id="dbmate"),
    pytest.param(
        "db/migrations/1_a.sql", f"-- migrate:up transaction:false\n{CONCURRENTLY}", False, id="off"
    ),
    pytest.param(
        "db/migrations/1_a.sql",
        f"-- +goose NO TRANSACTION\n-- +goose Up\n{CONCURRENTLY}",
        False,
        id="goose off",
    ),
    pytest.param("sql/V1__a.sql", CONCURRENTLY, False, id="flyway sees it"),
    pytest.param("supabase/migrations/1_a.sql", CONCURRENTLY, True, id="supabase always"),
    pytest.param("prisma/migrations/1_a/migration.sql", CONCURRENTLY, False, id="prisma, alone"),
    pytest.param(
        "prisma/migrations/1_a/migration.sql", f"SELECT 1;{CONCURRENTLY}", True, id="prisma, two"
    ),
]


@pytest.mark.parametrize(("path", "text", "refused"), BARE)
def test_each_tool_has_its_own_transactions(
    project: Project, lines: Lines, path: str, text: str, refused: bool
) -> None:
    project.write(path, text)
    assert any("CANNOT_RUN" in line for line in lines(project.only().steps)) is refused


ALEMBIC = """\
import sqlalchemy as sa
from alembic import op

revision = "b"
down_revision = None


def upgrade() -> None:
    op.add_column("users", sa.Column("x", sa.String(20), nullable=False))
    op.create_index("ix", "users", ["x"])
    with op.get_context().autocommit_block():
        op.create_index("iy", "users", ["y"], postgresql_concurrently=True, if_not_exists=True)
    op.execute("DELETE FROM users")
    with op.batch_alter_table("orders") as batch:
        batch.drop_column("z")
    for table in TABLES:
        op.drop_table(table)


def downgrade() -> None:
    pass
"""


def test_alembic_operations_are_read_without_running_them(project: Project, lines: Lines) -> None:
    project.write("alembic/versions/b.py", ALEMBIC)
    found = project.read()
    [one] = found.new
    assert lines(one.steps) == [
        "9 REQUIRED_COLUMN users.x",
        "10 INDEX users",
        "13 DELETE_ALL users",
        "15 DROP_COLUMN orders.z",
    ]
    assert (one.down, one.down_line) == (Down.EMPTY, 20)
    [unread] = found.unread
    assert (unread.line, unread.why) == (16, "the revision decides while it runs what it does")


DJANGO = """\
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations = [
        migrations.AddField("order", "note", models.TextField(default="")),
        migrations.AddField("order", "memo", models.TextField(null=True)),
        migrations.AddIndex("order", models.Index(fields=["note"], name="n_idx")),
        migrations.RemoveField(model_name="order", name="x"),
        migrations.RunSQL("UPDATE shop_order SET a = 1", migrations.RunSQL.noop),
        migrations.RunPython(fill),
    ]
"""


def test_django_operations_are_read_without_running_them(project: Project, lines: Lines) -> None:
    project.write("shop/migrations/0002_note.py", DJANGO)
    found = project.read()
    [one] = found.new
    assert lines(one.steps) == [
        "7 REQUIRED_COLUMN shop_order.note",
        "9 INDEX shop_order",
        "10 DROP_COLUMN shop_order.x",
        "11 UPDATE_ALL shop_order",
    ]
    assert (one.down, one.down_line) == (Down.EMPTY, 12)
    assert [unread.why for unread in found.unread] == ["RunPython runs code of its own"]


def test_django_without_a_transaction_may_build_indexes_concurrently(
    project: Project, lines: Lines
) -> None:
    text = DJANGO.replace("AddIndex", "AddIndexConcurrently")
    project.write("shop/migrations/0002_note.py", text)
    assert "9 CANNOT_RUN shop_order" in lines(project.only().steps)
    text = text.replace("    dependencies", "    atomic = False\n    dependencies")
    project.write("shop/migrations/0002_note.py", text)
    assert not [one for one in lines(project.only().steps) if "CANNOT_RUN" in one]


RAILS = """\
class AddNote < ActiveRecord::Migration[7.1]
  def change
    add_column :orders, :note, :string, null: false
    add_index :orders, :note, algorithm: :concurrently
    remove_column :orders, :old
    create_table :things do |t|
      t.string :name
    end
    add_index :things, :name
    execute <<~SQL
      UPDATE orders SET a = 1
    SQL
    Order.update_all(x: 1)
  end
end
"""


def test_rails_operations_are_read_without_running_them(project: Project, lines: Lines) -> None:
    project.write("db/migrate/20240101000000_add_note.rb", RAILS)
    found = project.read()
    [one] = found.new
    assert lines(one.steps) == [
        "3 REQUIRED_COLUMN orders.note",
        "4 CANNOT_RUN orders",
        "5 DROP_COLUMN orders.old",
        "11 UPDATE_ALL orders",
    ]
    assert (one.down, one.down_line) == (Down.EMPTY, 5)
    assert [unread.line for unread in found.unread] == [13]


def test_rails_can_switch_its_transaction_off(project: Project, lines: Lines) -> None:
    text = RAILS.replace("  def change", "  disable_ddl_transaction!\n\n  def change")
    project.write("db/migrate/20240101000000_add_note.rb", text)
    assert "6 UNGUARDED orders" in lines(project.only().steps)


KNEX = """\
exports.up = async function (knex) {
  await knex.schema.alterTable('users', (t) => {
    t.string('nick').notNullable();
    t.dropColumn('old');
    t.index(['nick']);
  });
  await knex('plans').insert({ name: 'Pro' });
  await knex.raw('TRUNCATE logs');
  await knex.schema.createTable('fresh', (t) => { t.increments(); });
  if (process.env.X) { await knex.raw('SELECT 1'); }
};
exports.down = async function (knex) {};
"""


@pytest.mark.parametrize("name", ["20240101000000_nick.js", "20240101000000_nick.ts"])
def test_knex_operations_are_read_without_running_them(
    project: Project, lines: Lines, name: str
) -> None:
    project.write(f"migrations/{name}", KNEX)
    found = project.read()
    [one] = found.new
    assert lines(one.steps) == [
        "3 REQUIRED_COLUMN users.nick",
        "4 DROP_COLUMN users.old",
        "5 INDEX users",
        "7 SEED plans",
        "8 TRUNCATE logs",
    ]
    assert (one.down, one.down_line) == (Down.EMPTY, 12)
    assert [unread.line for unread in found.unread] == [10]
