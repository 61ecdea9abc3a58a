"""Texts with variables in them, `Hello {{ name }}`, each escaped for the place it stands in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, quote_plus
from uuid import uuid4

from launchready.derive.pattern import lazy
from launchready.load.journey import User
from launchready.load.scenario.draw import mixed
from launchready.load.trouble import LoadError

_OPEN = "{{"
_REFERENCE = lazy(r"\{\{\s{0,20}([A-Za-z_]\w{0,79})\s{0,20}(?:\|\s{0,20}(\w{1,20})\s{0,20})?\}\}")
_NUMBER = lazy(
    r"-?(?:0|[1-9][0-9]{0,30})(?:\.[0-9]{1,30})?(?:[eE][-+]?[0-9]{1,3})?|true|false|null"
)
_CONTROL = lazy(r"[\x00-\x08\x0a-\x1f\x7f]")
NAME = re.compile(r"[A-Za-z_]\w{0,79}", re.ASCII)
"""What a variable can be called."""

Escape = Callable[[str], str]
Part = Callable[[User, int], str]
"""Makes one piece of a text, for a visitor and the turn of a repeated step."""


class UnsetError(LoadError):
    """A variable is used that has no value. `str()` names it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A variable in a text."""

    name: str
    number: bool = False
    """`{{ name | number }}`: in JSON it stands without quotes where it is a number."""


@dataclass(frozen=True, slots=True)
class Template:
    """A text cut at its variables."""

    pieces: tuple[str | Reference, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The variables in it."""
        return tuple(piece.name for piece in self.pieces if isinstance(piece, Reference))

    def shown(self) -> str:
        """Return it for reports: `{name}` where a value will stand."""
        return "".join(
            piece if isinstance(piece, str) else f"{{{piece.name}}}" for piece in self.pieces
        )


def parse(text: str) -> Template:
    """Cut a text at its variables. Raises ValueError with a clause that says what is wrong."""
    pieces: list[str | Reference] = []
    at = 0
    for found in _REFERENCE.finditer(text):
        if found.start() > at:
            pieces.append(text[at : found.start()])
        name, filtered = found.groups()
        if filtered not in {None, "number"}:
            message = f"has the unknown filter {filtered!r}; there is only `number`"
            raise ValueError(message)
        pieces.append(Reference(name, number=filtered is not None))
        at = found.end()
    if at < len(text):
        pieces.append(text[at:])
    if any(isinstance(piece, str) and _OPEN in piece for piece in pieces):
        message = "has a `{{` that begins no variable: write `{{ name }}`"
        raise ValueError(message)
    return Template(tuple(pieces))


def as_is(value: str) -> str:
    """Leave a value alone."""
    return value


def in_url(value: str) -> str:
    """Percent-encode a value, dots that would climb a path too."""
    return value.replace(".", "%2E") if value in {".", ".."} else quote(value, safe="")


def in_json(value: str) -> str:
    """Escape a value for the inside of a JSON text."""
    return json.dumps(value)[1:-1]


def in_form(value: str) -> str:
    """Encode a value as a browser does in a form."""
    return quote_plus(value)


def in_header(value: str) -> str:
    """Take out of a value what would end a header."""
    return _CONTROL.sub("", value)


def as_number(value: str) -> str:
    """Return a number, `true`, `false` or `null` as it is; quote anything else as a JSON text."""
    return value if _NUMBER.fullmatch(value) else json.dumps(value)


BUILT_IN: dict[str, str] = {
    "user": "The visitor's number, from 0.",
    "journey": "Which of the visitor's journeys this is, from 0.",
    "run": "The tag of the run: what every request carries in X-Launchready-Run.",
    "uuid": "A new random UUID each time.",
    "random": "A whole number below 1,000,000,000: the same in each run, another at each place.",
}
"""Variables that are always there, and what they are."""


def _built_in(name: str, salt: int) -> Part:
    if name == "user":
        return lambda user, _: str(user.number)
    if name == "journey":
        return lambda user, _: str(user.journey)
    if name == "run":
        return lambda user, _: user.run
    if name == "uuid":
        return lambda _, __: str(uuid4())
    return lambda user, turn: str(mixed(user.number, user.journey, salt + turn) % 1_000_000_000)


def _variable(name: str, escape: Escape) -> Part:
    def part(user: User, _: int) -> str:
        value = user.variables.get(name)
        if value is None:
            message = f"the variable {name!r} has no value"
            raise UnsetError(message)
        return escape(value)

    return part


class Text:
    """A text ready to be made: all that is known beforehand is made once."""

    __slots__ = ("fixed", "parts")

    def __init__(self, parts: list[str | Part]) -> None:
        joined: list[str | Part] = []
        for part in parts:
            if isinstance(part, str) and joined and isinstance(joined[-1], str):
                joined[-1] += part
            else:
                joined.append(part)
        self.parts = tuple(joined)
        self.fixed: str | None = None
        """The whole text, when it is always the same."""
        if all(isinstance(part, str) for part in joined):
            self.fixed = "".join(part for part in joined if isinstance(part, str))

    def text(self, user: User, turn: int) -> str:
        """Make it. Raises `UnsetError`."""
        if self.fixed is not None:
            return self.fixed
        return "".join([part if isinstance(part, str) else part(user, turn) for part in self.parts])


class Rendering:
    """Makes templates ready, for one file."""

    def __init__(self, constants: Mapping[str, str]) -> None:
        self._constants = constants
        self._salt = 0

    def ready(self, template: Template, escape: Escape) -> Text:
        """Make a template ready for its place."""
        return Text([self.part(piece, escape) for piece in template.pieces])

    def part(self, piece: str | Reference, escape: Escape) -> str | Part:
        """Make one piece ready; a constant becomes its escaped value."""
        if isinstance(piece, str):
            return piece
        if piece.name in self._constants:
            return escape(self._constants[piece.name])
        if piece.name in BUILT_IN:
            self._salt += 1_000_003
            return _built_in(piece.name, self._salt)
        return _variable(piece.name, escape)
