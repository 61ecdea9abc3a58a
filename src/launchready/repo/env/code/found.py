"""What the readers of code have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ast_grep_py import SgNode

from launchready.derive.pattern import lazy
from launchready.facts.env import Need

NAME = lazy(r"[A-Za-z_][A-Za-z0-9_]{0,200}")
_STOPS = lazy(
    r"\b(?:throw|raise|panic|fatal|Fatal|Fatalf|exit|abort|invariant|assert|die|fail)\b|log\.Fatal"
)
_REACH, _LINES = 240, 3
"""How far a branch is read after its test: characters and lines."""


@dataclass(frozen=True, slots=True)
class Found:
    """A variable that a file reads."""

    name: str
    line: int
    need: Need = Need.REQUIRED
    firm: bool = False
    """The code itself says so: it stops without the variable, or names a default."""
    schema: bool = False
    """A schema of all variables says so; it speaks for every other place too."""


def line(node: SgNode) -> int:
    """Return the line that a node begins on, from 1."""
    return node.range().start.line + 1


def literal(node: SgNode | None) -> str | None:
    """Return the text of a plain string literal; None for anything that is put together."""
    if node is None:
        return None
    text = node.text()
    if len(text) <= len("''") or text[0] != text[-1] or text[0] not in "\"'`":
        return None
    return text[1:-1]


def variable_name(node: SgNode | None) -> str | None:
    """Return the variable that a string literal names."""
    name = literal(node)
    return name if name is not None and NAME.fullmatch(name) else None


def stops(text: str) -> bool:
    """Say whether code ends the program or raises an error."""
    return bool(_STOPS.search(text[:600]))


def need_of_name(name: str, code: str) -> Need | None:
    """Say what a file does when a name that it assigned from a variable is empty.

    None where the file does not look.
    """
    word = re.escape(name)
    tested = re.compile(
        rf"(?:\bif\b|\bunless\b|\belif\b|\bassert\b)[^\n:{{]{{0,80}}(?<![\w.]){word}(?![\w(])|"
        rf"(?<![\w.]){word}\s*(?:\?(?![.?])|&&|\|\||\?\?|\bor\b|\band\b|is (?:not )?None|[!=]=)"
    )
    found = tested.search(code)
    if found is None:
        return None
    branch = "\n".join(code[found.start() : found.end() + _REACH].split("\n")[:_LINES])
    return Need.REQUIRED if stops(branch) else Need.OPTIONAL


def settle(found: Iterable[Found]) -> Iterator[Found]:
    """Let a test of a variable speak for the plain reads in the same file.

    `if (process.env.X) { use(process.env.X) }` reads it twice, and needs it not at all.
    """
    all_found = tuple(found)
    tested = {one.name for one in all_found if one.need is not Need.REQUIRED}
    firm = {one.name for one in all_found if one.firm and one.need is Need.REQUIRED}
    for one in all_found:
        if one.need is Need.REQUIRED and not one.firm and one.name in tested - firm:
            yield Found(one.name, one.line, Need.OPTIONAL)
        else:
            yield one
