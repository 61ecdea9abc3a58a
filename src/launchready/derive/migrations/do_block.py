"""The statements inside a `DO` block, as far as they stand there.

PL/pgSQL statements are cut out of their control structure (PostgreSQL manual, 43.6). What
`EXECUTE` runs is read where it is one literal; anything else is unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from launchready.derive.migrations.split import SplitError, split
from launchready.derive.pattern import lazy

_DO = lazy(
    r"DO\s+(?:LANGUAGE\s+(?P<before>[\w']+)\s+)?(?P<tag>\$\w*\$)(?P<body>.*)(?P=tag)"
    r"\s*(?:LANGUAGE\s+(?P<after>[\w']+))?\s*$",
    re.IGNORECASE | re.DOTALL,
)
_LEAD = lazy(
    r"(?:(?:BEGIN|ELSE|LOOP|EXCEPTION|DECLARE)\b|<<\w+>>|(?:IF|ELSIF|ELSEIF|WHEN)\b.*?\bTHEN\b"
    r"|(?:FOR|WHILE|FOREACH)\b.*?\bLOOP\b)\s*",
    re.IGNORECASE | re.DOTALL,
)
_EXECUTE = lazy(r"EXECUTE\s+", re.IGNORECASE)
_LITERAL = lazy(r"'((?:[^']|'')*)'\s*$", re.DOTALL)
_DOLLARS = lazy(r"(\$\w*\$)(.*)\1\s*$", re.DOTALL)
_QUIET = frozenset(
    {"END", "NULL", "RAISE", "RETURN", "EXIT", "CONTINUE", "PERFORM", "GET", "ASSERT", "OPEN"}
    | {"FETCH", "CLOSE", "MOVE", "SELECT", "COMMIT", "ROLLBACK"}
)
_SQL = frozenset(
    {"ALTER", "CREATE", "DROP", "UPDATE", "DELETE", "INSERT", "TRUNCATE", "LOCK", "REFRESH"}
    | {"REINDEX", "CLUSTER", "VACUUM", "SET", "CALL", "WITH", "MERGE", "COMMENT", "GRANT"}
    | {"REVOKE", "ANALYZE"}
)


@dataclass(frozen=True, slots=True)
class Inner:
    """One statement of a block, or why one could not be read."""

    line: int
    """Counted from the block's own first line, from 0."""
    sql: str = ""
    why: str = ""
    conditional: bool = False
    """It stands in an `IF`, a loop or an exception: it may not run at all."""


def inner(text: str) -> tuple[Inner, ...]:
    """Return what a `DO` statement holds."""
    block = _DO.match(text)
    language = ((block["before"] or block["after"] or "plpgsql") if block else "").strip("'")
    if block is None or language.lower() != "plpgsql":
        return (Inner(0, why=f"its block is not PL/pgSQL ({language or 'not readable'})"),)
    offset = text.count("\n", 0, block.start("body"))
    try:
        statements = split(block["body"])
    except SplitError as error:
        return (Inner(0, why=str(error)),)
    found: list[Inner] = []
    depth = 0
    declaring = False
    for one in statements:
        body, opened, declares = _unwrap(one.text)
        declaring = declares or (declaring and "BEGIN" not in opened)
        depth += sum(word not in {"BEGIN", "DECLARE", "ELSE"} for word in opened)
        skipped = one.text[: len(one.text) - len(body)].count("\n")
        line = offset + one.line - 1 + skipped
        if not declaring and body:
            found.extend(_one(body, line, conditional=depth > 0))
        if re.match(r"END\s+(?:IF|LOOP|CASE)\b", body, re.IGNORECASE):
            depth = max(0, depth - 1)
    return tuple(found)


def _unwrap(text: str) -> tuple[str, tuple[str, ...], bool]:
    """Take the control words off the front of a statement."""
    opened: list[str] = []
    while True:
        lead = _LEAD.match(text)
        if lead is None:
            return text, tuple(opened), bool(opened) and opened[-1] == "DECLARE"
        word = re.match(r"\w*", lead.group())
        name = word.group().upper() if word else ""
        if name not in {"ELSIF", "ELSEIF", ""}:
            opened.append(name)
        text = text[lead.end() :]


def _one(body: str, line: int, *, conditional: bool) -> tuple[Inner, ...]:
    executed = _EXECUTE.match(body)
    if executed:
        rest = body[executed.end() :]
        literal, dollars = _LITERAL.match(rest), _DOLLARS.match(rest)
        if literal:
            return (Inner(line, literal[1].replace("''", "'"), conditional=conditional),)
        if dollars:
            return (Inner(line, dollars[2], conditional=conditional),)
        return (Inner(line, why="it runs SQL that is put together while it runs"),)
    first = re.match(r"\w*", body)
    word = first.group().upper() if first else ""
    if word in _SQL:
        return (Inner(line, body, conditional=conditional),)
    if word in _QUIET or re.match(r"[\w.\"]+(?:\[[^\]]*\])?\s*:?=", body):
        return ()
    return (Inner(line, why=f"the block has a statement that is not known: {word[:30] or '?'}"),)
