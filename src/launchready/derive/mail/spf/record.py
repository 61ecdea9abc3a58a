"""Read an SPF record (RFC 7208 sections 4.5, 4.6 and 12): every term, and every error's place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from launchready.derive.mail.spf.grammar import read_term
from launchready.derive.mail.spf.terms import MECHANISMS, Mechanism, Modifier, Problem

VERSION = "v=spf1"


@dataclass(frozen=True, slots=True)
class Record:
    """A record, read to its end whatever is wrong with it."""

    text: str
    mechanisms: tuple[Mechanism, ...] = ()
    modifiers: tuple[Modifier, ...] = ()
    problems: tuple[Problem, ...] = ()

    def modifier(self, name: str) -> Modifier | None:
        """Return the modifier of this name."""
        return next((one for one in self.modifiers if one.name == name), None)

    @property
    def terms(self) -> tuple[Mechanism | Modifier, ...]:
        """The valid terms, in their order."""
        both: list[Mechanism | Modifier] = [*self.mechanisms, *self.modifiers]
        return tuple(sorted(both, key=lambda one: one.column))

    @property
    def all(self) -> Mechanism | None:
        """The `all` that ends the evaluation; what follows it is never read (section 5.1)."""
        return next((one for one in self.mechanisms if one.name == "all"), None)

    @property
    def reached(self) -> tuple[Mechanism, ...]:
        """The mechanisms that can be evaluated: up to the first `all`, with it."""
        end = self.all
        return self.mechanisms if end is None else _until(self.mechanisms, end)

    @property
    def redirect(self) -> Modifier | None:
        """The redirect that is followed: none where an `all` stands (section 6.1)."""
        return self.modifier("redirect") if self.all is None else None

    @property
    def mistaken(self) -> tuple[Modifier, ...]:
        """Mechanisms written with `=`: valid, and ignored as unknown modifiers (section 6)."""
        return tuple(one for one in self.modifiers if one.name in MECHANISMS)


def is_spf(text: str) -> bool:
    """Whether a TXT record is an SPF record (section 4.5)."""
    return text[:6].lower() == VERSION and text[6:7] in {"", " "}


def spf_records(values: Iterable[str]) -> tuple[str, ...]:
    """Return the SPF records among the values of a TXT answer, strings joined already."""
    return tuple(value for value in values if is_spf(value))


def near_misses(values: Iterable[str]) -> tuple[str, ...]:
    """Return the TXT values that were meant to be SPF records and are none.

    Sender ID's `spf2.0` is a standard of its own.
    """
    return tuple(value for value in values if not is_spf(value) and _looks_meant(value))


def _looks_meant(value: str) -> bool:
    start = value[:40].lstrip(" \t\"'\u201c\u201d\ufeff").lower()
    return start.replace(" ", "").startswith(("v=spf", "vspf1", "spf1", "spf=", "v:spf"))


@lru_cache(maxsize=512)
def read_record(text: str) -> Record:
    """Read a record that `is_spf`; never raises."""
    mechanisms, modifiers, problems = list[Mechanism](), list[Modifier](), list[Problem]()
    seen: set[str] = set()
    for column, word in _words(text):
        term = read_term(column, word)
        match term:
            case Problem():
                problems.append(term)
            case Mechanism():
                mechanisms.append(term)
            case Modifier(name="redirect" | "exp" as name) if name in seen:
                problems.append(Problem(column, word, f"`{name}=` stands twice"))
            case Modifier():
                seen.add(term.name)
                modifiers.append(term)
    return Record(text, tuple(mechanisms), tuple(modifiers), tuple(problems))


def _words(text: str) -> Iterator[tuple[int, str]]:
    """Split at spaces only: a tab or a line break is part of the term, and wrong (4.6.1)."""
    at = len(VERSION)
    for word in text[at:].split(" "):
        if word:
            yield at + 1, word
        at += len(word) + 1


def _until(mechanisms: tuple[Mechanism, ...], end: Mechanism) -> tuple[Mechanism, ...]:
    return mechanisms[: mechanisms.index(end) + 1]
