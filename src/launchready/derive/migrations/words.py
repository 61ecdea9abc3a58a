"""A statement as words, and a reader that walks them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from launchready.derive.pattern import lazy

_WORD = lazy(
    r"""(?P<string>\b[eE]'(?:[^'\\]|''|\\.)*'|(?:\b[bBxXnN]|\b[uU]&)?'(?:[^']|'')*'
        |(?P<tag>\$(?:[A-Za-z_]\w{0,62})?\$).*?(?P=tag))
    |(?P<quoted>"(?:[^"]|"")*"|`[^`]*`)
    |(?P<name>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)
    |(?P<number>\d[\d.]*)
    |(?P<sign>::|<=|>=|<>|!=|\|\||[^\s])""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a statement."""

    kind: str
    """`name`, `quoted`, `string`, `number` or `sign`."""
    text: str
    start: int
    end: int

    @property
    def upper(self) -> str:
        """The keyword it may be; a quoted name is none."""
        return self.text.upper() if self.kind == "name" else self.text if self.is_sign else ""

    @property
    def is_sign(self) -> bool:
        """Whether it is punctuation."""
        return self.kind == "sign"

    @property
    def value(self) -> str:
        """The name it stands for: folded to lower case unless it is quoted."""
        if self.kind == "quoted":
            return self.text[1:-1].replace('""', '"')
        return self.text.lower()


@lru_cache(maxsize=4)  # several rules read the same statement, one after the other
def words(text: str) -> tuple[Word, ...]:
    """Return the words of a statement whose comments are blanked."""
    return tuple(
        Word(
            _kind(found),
            found.group(),
            found.start(),
            found.end(),
        )
        for found in _WORD.finditer(text)
    )


def _kind(found: re.Match[str]) -> str:
    # Behind a dollar-quoted string the last group that matched is its tag.
    return "string" if found.lastgroup == "tag" else found.lastgroup or "sign"


@lru_cache(maxsize=4)
def _keywords(found: tuple[Word, ...]) -> tuple[str, ...]:
    return tuple(word.upper for word in found)


class Reader:
    """Walk words from left to right. Past the end every word is empty."""

    def __init__(self, text: str, found: tuple[Word, ...] | None = None) -> None:
        self.text = text
        self.words = words(text) if found is None else found
        self.at = 0

    @property
    def left(self) -> tuple[Word, ...]:
        """The words that were not read yet."""
        return self.words[self.at :]

    def peek(self, ahead: int = 0) -> str:
        """Return the next keyword without reading it; empty for names in quotes and the end."""
        at = self.at + ahead
        return self.words[at].upper if at < len(self.words) else ""

    def take(self, *keywords: str) -> bool:
        """Read these keywords if they come next, all of them."""
        if all(self.peek(ahead) == keyword for ahead, keyword in enumerate(keywords)):
            self.at += len(keywords)
            return True
        return False

    def any(self, *keywords: str) -> str:
        """Read the next keyword if it is one of these, and return it."""
        word = self.peek()
        if word and word in keywords:
            self.at += 1
            return word
        return ""

    def has(self, *keywords: str) -> bool:
        """Whether these keywords stand next to one another anywhere to the right."""
        found, at, width = _keywords(self.words), self.at, len(keywords)
        while True:
            try:
                at = found.index(keywords[0], at)
            except ValueError:
                return False
            if found[at : at + width] == keywords:
                return True
            at += 1

    def name(self) -> str:
        """Read a name with its schema; `public.` is left out. Empty when none comes next."""
        parts: list[str] = []
        while self.at < len(self.words) and self.words[self.at].kind in {"name", "quoted"}:
            parts.append(self.words[self.at].value)
            self.at += 1
            if self.peek() != ".":
                break
            self.at += 1
        return ".".join(parts[1:] if len(parts) > 1 and parts[0] == "public" else parts)

    def skip(self, *keywords: str) -> None:
        """Read each of these keywords that comes next, in this order."""
        for keyword in keywords:
            self.any(keyword)

    def rest(self) -> str:
        """Return the text of everything to the right."""
        if not self.left:
            return ""
        return " ".join(self.text[self.left[0].start : self.left[-1].end].split())

    def clauses(self) -> Iterator[Reader]:
        """Cut what is to the right at commas outside parentheses."""
        depth, begin = 0, self.at
        for at in range(self.at, len(self.words) + 1):
            sign = self.words[at].text if at < len(self.words) else ","
            depth += (sign in "([") - (sign in ")]") if len(sign) == 1 else 0
            if (sign == "," and not depth) or at == len(self.words):
                yield Reader(self.text, self.words[begin:at])
                begin = at + 1
