"""Find values that are given to a name which promises a secret, in settings and in code."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass, field

from launchready.derive.pattern import lazy
from launchready.derive.secrets.naming import (
    PUBLIC_PREFIXES,
    betrays,
    is_password_name,
    is_secret_name,
)
from launchready.derive.secrets.values import reads_as_secret

_STEMS = (
    *("pass", "pwd", "psw", "pat", "dsn", "secret", "token", "key", "role", "credential"),
    *("webhook", "conn", "salt", "pepper"),
)
"""One of these is in every name that promises a secret. Finding them is what costs time."""

_REST = lazy(r"[\w.-]{0,60}")
_AFTER = lazy(
    r"""(?x)
    ["'`\]]{0,2}
    (?: \s{0,4} (?: :\s{0,2}[A-Za-z_][\w\[\]|. ]{0,30}(?==) )?   # name: type =
        \s{0,2} (?: => | := | = | : ) [ \t]{0,40}
      | \s{0,4} , \s{0,4} (?=["'])                      # define('NAME', 'value')
      | ["']? ,? \s{1,40} ["']? value ["']? \s{0,4} : [ \t]{0,40}   # name: NAME, then value: …
    )
    (?: (?P<quote>["'`]) (?P<quoted>(?:\\.|(?!(?P=quote))[^\\\n]){1,4000}) (?P=quote)
      | (?P<bare>[^\s"'`,;]) )                           # its first letter
    """
)
_BARE_ENDS = lazy(r"""[\s"'`,;]""")
_NAME_LETTERS = frozenset(string.ascii_letters + string.digits + "_.-")
_DEFINE = lazy(r"(?:define|set|env|putenv|setenv)\s{0,2}\(\s{0,2}[\"']?\Z", re.IGNORECASE)

_LONGEST = 60
_LONGEST_VALUE = 4000
_SPARE = 200_000
"""Letters of a text, beside as many as it has, that are read again as part of another value."""

MOST = 500
"""Assignments that are taken of one text."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A name and the secret it is given."""

    name: str
    value: str = field(repr=False)
    line: int = 0


def assignments(text: str, *, config: bool) -> Iterator[Assignment]:
    """Yield at most 500 secrets by their names. `config`: the text is settings, not code.

    In `a_key=b_key=c_key=…` the value of each name holds all that follow. The time stays in
    proportion to the text: past twice its length, values inside values that were read are left.
    """
    line, at, end, taken = 1, 0, 0, 0
    values = _Values(text, config=config)
    for place in _places(text):
        if place < end:
            continue
        rest = _REST.match(text, place)
        over = rest.end() if rest else place
        after = values.after(over)
        if after is None:
            continue
        start = _start(text, place)
        name = text[start:over].strip(".-")
        if not _names(text, start, name, after):
            continue
        value = values.secret(after, password=is_password_name(name))
        if value is None:
            continue
        end = after.end() if after.group("quote") else value.stop
        line, at = line + text.count("\n", at, start), start
        yield Assignment(name[-80:], text[value].strip(), line)
        taken += 1
        if taken == MOST:
            return


class _Values:
    """Reads the values in one text, front to back, and most letters once."""

    def __init__(self, text: str, *, config: bool) -> None:
        self._text = text
        self._config = config
        self._over = -1
        self._after: re.Match[str] | None = None
        self._bare_end = 0
        self._judged = (-1, False)
        self._read_to = 0
        self._read_again = 0

    def after(self, over: int) -> re.Match[str] | None:
        """Return what follows a name that ends at `over`: several telling parts share an end."""
        if over != self._over:
            self._over, self._after = over, _AFTER.match(self._text, over)
        return self._after

    def secret(self, after: re.Match[str], *, password: bool) -> slice | None:
        """Return where the value is, if it reads as a secret."""
        quoted = after.group("quote") is not None
        # What code gives without quotes is code, and never reads as a secret.
        if not (quoted or self._config):
            return None
        place = slice(*after.span("quoted")) if quoted else self._bare(after.start("bare"))
        # Several names that end in one place have one value: it was no secret for the others.
        if self._judged == (place.start, password) or not self._may_read(place):
            return None
        self._judged = (place.start, password)
        value = self._text[place]
        if reads_as_secret(value, password=password, quoted=quoted, config=self._config):
            return place
        return None

    def _bare(self, start: int) -> slice:
        if start >= self._bare_end:
            ends = _BARE_ENDS.search(self._text, start)
            self._bare_end = ends.start() if ends else len(self._text)
        return slice(start, min(self._bare_end, start + _LONGEST_VALUE))

    def _may_read(self, place: slice) -> bool:
        """Say whether a value is new, or what was read again so far allows to read it again."""
        if place.start < self._read_to:
            if self._read_again > _SPARE + place.start:
                return False
            self._read_again += place.stop - place.start
        self._read_to = max(self._read_to, place.stop)
        return True


def _places(text: str) -> list[int]:
    """Return where names that may promise a secret have their telling part."""
    low = text.lower()
    if len(low) != len(text):  # letters whose small form is longer would move the places
        low = "".join(one.lower() if one.isascii() else one for one in text)
    found: set[int] = set()
    for stem in _STEMS:
        place = low.find(stem)
        while place >= 0:
            found.add(place)
            place = low.find(stem, place + 1)
    return sorted(found)


def _start(text: str, place: int) -> int:
    start = place
    while start > 0 and place - start < _LONGEST and text[start - 1] in _NAME_LETTERS:
        start -= 1
    return start


def _names(text: str, start: int, name: str, after: re.Match[str]) -> bool:
    """Say whether a name promises a secret and is given the value that follows it."""
    if not (betrays(name) if name.startswith(PUBLIC_PREFIXES) else is_secret_name(name)):
        return False
    value = after.start("quote") if after.group("quote") else after.start("bare")
    between = text[after.start() : value]
    if "," not in between or "value" in between:
        return True
    # Beside each other in a call they only count where the call sets one to the other.
    return bool(_DEFINE.search(text, max(0, start - 40), start))
