"""Migrations that hold tables, destroy rows or cannot be taken back."""

from __future__ import annotations

from launchready.demo.repository import Code, code_fault

UP = "db/migrations/{}.up.sql"
DOWN = "db/migrations/{}.down.sql"
LIMITS = "SET lock_timeout = '5s';\nSET statement_timeout = '30s';\n"


@code_fault("migration-locks-table", UP.format("0003_index"))
def locking_index(code: Code) -> None:
    """An index is built while nobody can write."""
    _add(
        code,
        "0003_index",
        "CREATE INDEX IF NOT EXISTS by_title ON listings (title);",
        "DROP INDEX IF EXISTS by_title;",
    )


@code_fault("migration-rewrites-table", UP.format("0004_price"))
def rewriting_type(code: Code) -> None:
    """A type is changed, which writes the whole table anew."""
    _add(
        code,
        "0004_price",
        "ALTER TABLE listings ALTER COLUMN price_pence TYPE numeric;",
        "SELECT 1;",
    )


@code_fault("migration-destroys-data", UP.format("0005_clean"))
def emptied_table(code: Code) -> None:
    """A table is emptied."""
    _add(code, "0005_clean", "TRUNCATE listings;", "SELECT 1;")


@code_fault("migration-without-lock-timeout", UP.format("0006_note"))
def endless_wait(code: Code) -> None:
    """A change waits for its lock without an end, and everybody behind it."""
    code.files[UP.format("0006_note")] = (
        "ALTER TABLE listings ADD COLUMN IF NOT EXISTS note text;\n"
    )
    code.files[DOWN.format("0006_note")] = (
        LIMITS + "ALTER TABLE listings DROP COLUMN IF EXISTS note;\n"
    )


@code_fault("migration-irreversible", UP.format("0002_farm"))
def no_down(code: Code) -> None:
    """A migration has no way back."""
    del code.files[DOWN.format("0002_farm")]


@code_fault("migration-order-unstated", "README.md")
def unstated_order(code: Code) -> None:
    """Nobody says when migrations run."""
    lines = code.files["README.md"].splitlines(keepends=True)
    code.files["README.md"] = "".join(one for one in lines if not one.startswith("Migrations run"))


def _add(code: Code, name: str, up: str, down: str) -> None:
    code.files[UP.format(name)] = f"{LIMITS}{up}\n"
    code.files[DOWN.format(name)] = f"{LIMITS}{down}\n"


@code_fault("migration-changes-every-row", UP.format("0007_trim"))
def every_row(code: Code) -> None:
    """One statement writes every row."""
    _add(code, "0007_trim", "UPDATE listings SET title = trim(title);", "SELECT 1;")


@code_fault("migration-breaks-running-code", UP.format("0008_title"))
def renamed_column(code: Code) -> None:
    """The code that still runs reads a column that is gone."""
    up = "ALTER TABLE listings RENAME COLUMN title TO name;"
    _add(code, "0008_title", up, "ALTER TABLE listings RENAME COLUMN name TO title;")


@code_fault("migration-not-rerunnable", UP.format("0009_seed"))
def once_only(code: Code) -> None:
    """A release that is tried again sells everything twice."""
    up = "INSERT INTO listings (title, price_pence) VALUES ('Leeks', 210);"
    _add(code, "0009_seed", up, "DELETE FROM listings WHERE title = 'Leeks';")
