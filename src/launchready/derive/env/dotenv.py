"""Read `.env` files as dotenv libraries do: export, quotes, several lines, interpolation.

Follows `dotenv` for Node and `python-dotenv`, which agree on files that people write. Where they
differ (`NAME` without `=`, `NAME: value`) the reading that keeps the name wins, since what is
asked of the result is which names are set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from launchready.derive.pattern import lazy

MOST_VALUE = 64 << 10
"""Characters of one value after interpolation; more is cut."""
MOST_ASSIGNMENTS = 5_000

_LINE = lazy(
    r"[ \t]*(?:export[ \t]+)?(?P<name>[A-Za-z_][\w.-]*)"
    r"(?P<eq>[ \t]*=[ \t]*|:[ \t]+?|(?=[ \t]*(?:#[^\n]*)?(?:\n|\Z)))",
)
_SINGLE = lazy(r"'((?:\\'|[^'])*)'[ \t]*(?:#[^\n]*)?(?=\n|\Z)")
_DOUBLE = lazy(r'"((?:\\.|[^"\\])*)"[ \t]*(?:#[^\n]*)?(?=\n|\Z)', re.DOTALL)
_BACKTICK = lazy(r"`((?:\\`|[^`])*)`[ \t]*(?:#[^\n]*)?(?=\n|\Z)")
_BARE = lazy(r"[^\n]*")
_COMMENT = lazy(r"(?:^|[ \t])#.*")
_ESCAPE = lazy(r"\\(.)", re.DOTALL)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\", "'": "'"}
_REFERENCE = lazy(
    r"\\\$|\$\{([A-Za-z_]\w{0,200})(?:(:?[-+?])((?:[^{}]|\$\{[^{}]{0,500}\}){0,2000}))?\}"
    r"|\$([A-Za-z_]\w{0,200})"
)


@dataclass(frozen=True, slots=True)
class Assignment:
    """One line of a file, its value interpolated. Never put into a fact."""

    name: str
    value: str
    line: int
    whole: bool = True
    """False where the value refers to a variable that the file does not set."""

    def __repr__(self) -> str:
        """Show the name alone: values must not reach a log or a traceback."""
        return f"Assignment({self.name}, line {self.line})"


def parse_dotenv(text: str, outer: Mapping[str, str] | None = None) -> tuple[Assignment, ...]:
    """Return the assignments, of each name the last, in the order they stand in."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    known: dict[str, str] = dict(outer or {})
    found: dict[str, Assignment] = {}
    for name, raw, line, literal in _raw(text):
        value, whole = (raw, True) if literal else interpolate(raw, known)
        known[name] = value
        found.pop(name, None)
        found[name] = Assignment(name, value[:MOST_VALUE], line, whole)
        if len(found) >= MOST_ASSIGNMENTS:
            break
    return tuple(found.values())


def _raw(text: str) -> Iterator[tuple[str, str, int, bool]]:
    at, line = 0, 1
    while at < len(text):
        start = at
        head = _LINE.match(text, at)
        if head is None:
            at = _after_line(text, at)
        else:
            value, literal, at = _value(text, head.end())
            yield head.group("name"), value, line, literal
            at = _after_line(text, at)
        line += text.count("\n", start, at)


def _value(text: str, at: int) -> tuple[str, bool, int]:
    """Read the value at a place: what it is, whether it is literal, and where it ends."""
    quote = text[at : at + 1]
    if quote == "'" and (found := _SINGLE.match(text, at)):
        return found.group(1), True, found.end()
    if quote == "`" and (found := _BACKTICK.match(text, at)):
        return found.group(1), True, found.end()
    if quote == '"' and (found := _DOUBLE.match(text, at)):
        return _ESCAPE.sub(_unescaped, found.group(1)), False, found.end()
    # A quote that is never closed is taken as part of the value, on its one line.
    bare = _BARE.match(text, at)
    line = bare.group() if bare else ""
    return _COMMENT.sub("", line, count=1).strip(), False, at + len(line)


def _unescaped(found: re.Match[str]) -> str:
    # `\$` stays for interpolation to see.
    return _ESCAPES.get(found.group(1), found.group())


def _after_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def interpolate(text: str, known: Mapping[str, str], depth: int = 3) -> tuple[str, bool]:
    """Put in `$NAME`, `${NAME}`, `${NAME:-default}`; say whether every name was known."""
    whole = True
    budget = MOST_VALUE

    def put(found: re.Match[str]) -> str:
        nonlocal whole, budget
        name, operator, word = found.group(1) or found.group(4), found.group(2), found.group(3)
        if not name:
            return "$"
        value = known.get(name)
        if operator in {"-", ":-"} and (value is None or (operator == ":-" and not value)):
            value, inner = interpolate(word, known, depth - 1) if depth > 0 else (word, True)
            whole = whole and inner
        elif operator in {"+", ":+"}:
            value = word if value else ""
        if value is None:
            whole = False
            return ""
        value = value[: max(0, budget)]
        budget -= len(value)
        return value

    return _REFERENCE.sub(put, text), whole
