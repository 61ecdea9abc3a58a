"""How each tool is told to run a migration without a transaction."""

from __future__ import annotations

from launchready.facts.migrations import Tool

_HOW = {
    Tool.PRISMA: "Leave the statement alone in its migration.sql: Prisma runs a file with a single"
    " statement outside a transaction.",
    Tool.DRIZZLE: "Drizzle runs all migrations in one transaction: run the statement by hand"
    " before the release, and write it into the migration with IF NOT EXISTS and without"
    " CONCURRENTLY.",
    Tool.SUPABASE: "Supabase sends a file as one transaction: run the statement by hand before the"
    " release, and write it into the migration with IF NOT EXISTS and without CONCURRENTLY.",
    Tool.DBMATE: "Put it alone in a file that begins with: -- migrate:up transaction:false",
    Tool.GOOSE: "Put it alone in a file that begins with: -- +goose NO TRANSACTION",
    Tool.GOLANG_MIGRATE: "Leave the statement alone in its file: golang-migrate sends a file as one"
    " query, and PostgreSQL runs a single statement outside a transaction.",
    Tool.FLYWAY: "Put the statement alone in a file; Flyway then runs it without a transaction.",
    Tool.SQITCH: "Take BEGIN and COMMIT out of the deploy script, and leave the statement alone.",
    Tool.NODE_PG_MIGRATE: "Write the migration in JavaScript and call pgm.noTransaction() first.",
    Tool.ALEMBIC: "Wrap the operation: with op.get_context().autocommit_block(): …",
    Tool.DJANGO: "Set atomic = False on the Migration class, and leave the operation alone in it.",
    Tool.RAILS: "Write disable_ddl_transaction! into the migration, and leave the statement alone.",
    Tool.KNEX: "Write exports.config = { transaction: false }; and leave the statement alone.",
}


def without_transaction(tool: Tool) -> str:
    """Return what to write where, for a statement that refuses a transaction."""
    return _HOW.get(tool, "Leave the statement alone in its file, outside BEGIN and COMMIT.")
