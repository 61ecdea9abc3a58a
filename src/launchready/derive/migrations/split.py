r"""Split SQL text into statements, as PostgreSQL reads it.

Strings, quoted names, dollar quotes and nested comments are respected (PostgreSQL manual, 4.1
"Lexical Structure"). Lines of the `psql` program (`\restrict …`) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from launchready.derive.pattern import lazy

LONGEST = 1 << 20
"""Characters of one file that are read."""
MOST = 5_000
"""Statements of one file that are read."""

_DOLLAR = lazy(r"\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]{0,62})?\$")
_SPECIAL = lazy(r"--|/\*|'|\"|\$|;|\\|\b[eE]'|\bBEGIN\s+ATOMIC\b|\bEND\b|\bCASE\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement without its semicolon; comments are blanks of the same length."""

    text: str
    line: int
    """Of its first word, from 1."""
    end: int
    """Of its last character."""


class SplitError(ValueError):
    """The text ends inside a string, comment or quote, or is too long. `str()` says which."""


def split(sql: str, first_line: int = 1) -> tuple[Statement, ...]:
    """Return the statements. Raises `SplitError`."""
    if len(sql) > LONGEST:
        message = f"it is longer than {LONGEST >> 20} MB"
        raise SplitError(message)
    found: list[Statement] = []
    text, ends = blank(sql)
    start, line, at = 0, first_line, 0
    for end in (*ends, len(text)):
        piece = text[start:end]
        body = piece.strip()
        if body:
            lead = start + len(piece) - len(piece.lstrip())
            line += text.count("\n", at, lead)
            at = lead
            found.append(Statement(body, line, line + body.count("\n")))
        if len(found) > MOST:
            message = f"it has more than {MOST} statements"
            raise SplitError(message)
        start = end + 1
    return tuple(found)


def blank(sql: str) -> tuple[str, tuple[int, ...]]:
    """Return the text with comments and psql lines blanked, and where statements end.

    Raises `SplitError` when the text ends inside something.
    """
    out: list[str] = []
    ends: list[int] = []
    at, body = 0, 0
    while True:
        found = _SPECIAL.search(sql, at)
        if found is None:
            out.append(sql[at:])
            return "".join(out), tuple(ends)
        start, mark = found.start(), found.group().upper()
        out.append(sql[at:start])
        match mark:
            case ";":
                if not body:
                    ends.append(start)
                at = start + 1
            case "--" | "/*":
                at = _line_end(sql, start) if mark == "--" else _comment(sql, start)
                out.append(_blanks(sql[start:at]))
                continue
            case "\\":
                at, hidden = _psql(sql, start)
                out.append(_blanks(sql[start:at]) if hidden else sql[start:at])
                continue
            case "BEGIN ATOMIC" | "END" | "CASE":
                body, at = _body(mark, body), found.end()
            case _ if mark.startswith("BEGIN"):
                body, at = 1, found.end()
            case _:
                at = _quoted(sql, start, mark)
        out.append(sql[start:at])


def _body(mark: str, body: int) -> int:
    """Count how deep in a SQL-standard function body (`BEGIN ATOMIC … END`) we are."""
    if mark == "BEGIN ATOMIC":
        return 1
    if not body:
        return 0
    return body + 1 if mark == "CASE" else body - 1


def _quoted(sql: str, start: int, mark: str) -> int:
    if mark == "'":
        return _string(sql, start + 1, "'", escapes=False)
    if mark == "E'":
        return _string(sql, start + 2, "'", escapes=True)
    if mark == '"':
        return _string(sql, start + 1, '"', escapes=False)
    opened = _DOLLAR.match(sql, start)
    # A dollar inside a name or a parameter (`$1`) opens nothing.
    if opened is None or (start and (sql[start - 1].isalnum() or sql[start - 1] == "_")):
        return start + 1
    closing = sql.find(opened.group(), opened.end())
    if closing < 0:
        message = "a dollar-quoted string is not closed"
        raise SplitError(message)
    return closing + len(opened.group())


def _string(sql: str, at: int, quote: str, *, escapes: bool) -> int:
    while at < len(sql):
        if escapes and sql[at] == "\\":
            at += 2
        elif sql[at] != quote:
            nearest = sql.find(quote, at) if not escapes else at + 1
            if nearest < 0:
                break
            at = nearest
        elif sql.startswith(quote * 2, at):
            at += 2
        else:
            return at + 1
    message = "a quoted name is not closed" if quote == '"' else "a string is not closed"
    raise SplitError(message)


def _comment(sql: str, start: int) -> int:
    depth = 0
    for mark in _marks(sql, start):
        depth += 1 if mark.group() == "/*" else -1
        if not depth:
            return mark.end()
    message = "a comment is not closed"
    raise SplitError(message)


def _marks(sql: str, start: int) -> Iterator[re.Match[str]]:
    return re.compile(r"/\*|\*/").finditer(sql, start)


def _psql(sql: str, start: int) -> tuple[int, bool]:
    """Return the end of a psql line, and whether it is one: it stands at the start of its line."""
    begin = sql.rfind("\n", 0, start) + 1
    if sql[begin:start].strip():
        return start + 1, False
    return _line_end(sql, start), True


def _line_end(sql: str, start: int) -> int:
    end = sql.find("\n", start)
    return len(sql) if end < 0 else end


def _blanks(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
