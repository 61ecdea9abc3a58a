from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.migrations.split import SplitError, split

CASES = [
    pytest.param("SELECT 1; SELECT 2", ["SELECT 1", "SELECT 2"], id="two"),
    pytest.param("SELECT ';';", ["SELECT ';'"], id="semicolon in a string"),
    pytest.param("SELECT 'it''s; ';x", ["SELECT 'it''s; '", "x"], id="doubled quote"),
    pytest.param("SELECT E'a\\';';x", ["SELECT E'a\\';'", "x"], id="escaped quote"),
    pytest.param("SELECT 'C:\\';x", ["SELECT 'C:\\'", "x"], id="backslash is a letter"),
    pytest.param('SELECT "a;b";x', ['SELECT "a;b"', "x"], id="quoted name"),
    pytest.param("DO $$ a; b $$; x", ["DO $$ a; b $$", "x"], id="dollar quotes"),
    pytest.param("DO $f$ $$;$$ $f$; x", ["DO $f$ $$;$$ $f$", "x"], id="dollar quotes with a tag"),
    pytest.param("SELECT $1; x", ["SELECT $1", "x"], id="a parameter opens nothing"),
    pytest.param("a$b$; c$b$", ["a$b$", "c$b$"], id="a dollar inside a name"),
    pytest.param("-- a; b\nx", ["x"], id="line comment"),
    pytest.param("/* a; /* b; */ c; */ x", ["x"], id="nested comment"),
    pytest.param("\\restrict abc;\nx", ["x"], id="psql line"),
    pytest.param(
        "CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; SELECT 2; END; x",
        ["CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; SELECT 2; END", "x"],
        id="SQL-standard body",
    ),
    pytest.param(";;  ;", [], id="nothing"),
]
OPEN = ["SELECT 'a", 'SELECT "a', "DO $$ a", "/* a", "E'a\\'"]


@pytest.mark.parametrize(("sql", "statements"), CASES)
def test_statements_end_where_postgres_ends_them(sql: str, statements: list[str]) -> None:
    assert [one.text for one in split(sql)] == statements


def test_lines_are_those_of_the_first_word() -> None:
    found = split("-- why\n\nALTER TABLE a\n  ADD b int;\n/* x\n */ DROP TABLE c;")
    assert [(one.line, one.end) for one in found] == [(3, 4), (6, 6)]


@pytest.mark.parametrize("sql", OPEN)
def test_a_text_that_ends_inside_something_is_refused(sql: str) -> None:
    with pytest.raises(SplitError, match="is not closed"):
        split(sql)


def test_a_very_long_text_is_refused() -> None:
    with pytest.raises(SplitError, match="longer than 1 MB"):
        split("x" * (1 << 20) + "x")


SQLISH = st.text(alphabet="a$;'\"\\-/*\nE1 BEGINATOMICSD", max_size=60) | st.text(max_size=40)


@settings(max_examples=300, deadline=None)
@given(SQLISH)
def test_any_text_splits_or_is_refused(sql: str) -> None:
    try:
        found = split(sql)
    except SplitError:
        return
    assert all(one.text.strip() == one.text and one.text for one in found)
    assert all(1 <= one.line <= one.end <= sql.count("\n") + 1 for one in found)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["SELECT 1", "DO $$ ; $$", "SELECT ';'", 'DROP TABLE "a;b"'])))
def test_what_is_put_together_comes_apart_again(statements: list[str]) -> None:
    assert [one.text for one in split(";\n".join(statements))] == statements
