"""Tag lists, `name=value; name=value`, with the place of each mistake (RFC 6376 section 3.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from launchready.derive.pattern import lazy

MOST_TAGS = 64
_WHITE = " \t\r\n"
_NAME = lazy(r"[A-Za-z][A-Za-z0-9_]*")
_STRANGE = lazy(r"[^\x21-\x7e \t\r\n]")
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a record."""

    at: int
    """The character it is at, from 1; 0 where it is about the whole record."""
    why: str
    """In words, without a full stop."""

    def __str__(self) -> str:
        """Return `character 12: why`."""
        return f"character {self.at}: {self.why}" if self.at else self.why


@dataclass(frozen=True, slots=True)
class Tag:
    """One `name=value`."""

    name: str
    value: str
    """Without the white space around it."""
    at: int
    """The character that the name starts at, from 1."""
    value_at: int


@dataclass(frozen=True, slots=True)
class TagList:
    """A record taken apart."""

    tags: tuple[Tag, ...]
    problems: tuple[Problem, ...] = ()
    duplicates: tuple[str, ...] = ()
    """Names that stand more than once: then the whole list is invalid."""

    def tag(self, name: str) -> Tag | None:
        """Return the first tag of this name; names are case-sensitive."""
        return next((tag for tag in self.tags if tag.name == name), None)

    def get(self, name: str, default: str = "") -> str:
        """Return the value of the first tag of this name."""
        tag = self.tag(name)
        return default if tag is None else tag.value


def read_tags(text: str) -> TagList:
    """Take a record apart; what is no tag becomes a problem. Any text is accepted."""
    tags: list[Tag] = []
    problems: list[Problem] = []
    for at, piece in _pieces(text):
        if len(tags) >= MOST_TAGS:
            problems.append(Problem(at, f"more than {MOST_TAGS} tags"))
            break
        if not piece.strip(_WHITE):
            # Two semicolons in a row break the grammar, but no receiver minds.
            continue
        tag, problem = _tag(at, piece)
        if problem is not None:
            problems.append(problem)
        if tag is not None:
            tags.append(tag)
    names = [tag.name for tag in tags]
    twice = tuple(dict.fromkeys(name for name in names if names.count(name) > 1))
    for name in twice:
        again = [tag.at for tag in tags if tag.name == name][1]
        problems.append(Problem(again, f"the tag {shown(name)} stands there twice"))
    return TagList(tuple(tags), tuple(sorted(problems, key=lambda one: one.at)), twice)


def shown(text: str) -> str:
    """Quote a piece of a record, cut to 40 characters."""
    cut = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return f"“{cut}”"


def squeeze(value: str) -> str:
    """Return a value without any white space: folding may stand inside base64 and lists."""
    return "".join(value.split())


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield each part between semicolons with the character it starts at."""
    at = 1
    for piece in text.split(";"):
        yield at, piece
        at += len(piece) + 1


def _tag(at: int, piece: str) -> tuple[Tag | None, Problem | None]:
    start = at + len(piece) - len(piece.lstrip(_WHITE))
    name, equals, value = piece.partition("=")
    if not equals:
        return None, Problem(start, f"{shown(piece.strip(_WHITE))} is not of the form name=value")
    bare = name.strip(_WHITE)
    value_at = at + len(name) + 1 + len(value) - len(value.lstrip(_WHITE))
    tag = Tag(bare, value.strip(_WHITE), start, value_at)
    if not _NAME.fullmatch(bare):
        return None, Problem(start, f"{shown(bare)} is not the name of a tag")
    strange = _STRANGE.search(value)
    if strange is not None:
        where = at + len(name) + 1 + strange.start()
        return tag, Problem(where, f"the value of {bare} holds a character that is not ASCII")
    return tag, None
