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
      | (?P<bare>[^\s"'`,;]{1,4000}) )
    """
)
_NAME_LETTERS = frozenset(string.ascii_letters + string.digits + "_.-")
_DEFINE = lazy(r"(?:define|set|env|putenv|setenv)\s{0,2}\(\s{0,2}[\"']?\Z", re.IGNORECASE)

_LONGEST = 60

MOST = 500
"""Assignments that are taken of one text."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A name and the secret it is given."""

    name: str
    value: str = field(repr=False)
    line: int = 0


def assignments(text: str, *, config: bool) -> Iterator[Assignment]:
    """Yield at most 500 secrets by their names. `config`: the text is settings, not code."""
    line, at, end, taken = 1, 0, 0, 0
    for place in _places(text):
        if place < end:
            continue
        rest = _REST.match(text, place)
        over = rest.end() if rest else place
        after = _AFTER.match(text, over)
        if after is None:
            continue
        start = _start(text, place)
        name = text[start:over].strip(".-")
        value = after.group("quoted") or after.group("bare") or ""
        quoted = after.group("quote") is not None
        if not _names(text, start, name, after) or not reads_as_secret(
            value, password=is_password_name(name), quoted=quoted, config=config
        ):
            continue
        end = after.end()
        line, at = line + text.count("\n", at, start), start
        yield Assignment(name[-80:], value.strip(), line)
        taken += 1
        if taken == MOST:
            return


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
