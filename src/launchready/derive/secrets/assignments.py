"""Find values that are given to a name which promises a secret, in settings and in code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from launchready.derive.secrets.naming import (
    PUBLIC_PREFIXES,
    SECRET_WORDS,
    is_password_name,
    is_secret_name,
)
from launchready.derive.secrets.values import reads_as_secret

_WORD = re.compile(rf"{SECRET_WORDS}|[_.-](?:pwd|pass|psw)(?![a-z])", re.IGNORECASE)
_BEFORE = re.compile(r"[\w.-]{0,60}\Z")
_AFTER = re.compile(
    r"""(?x)
    ([\w.-]{0,40})                                      # the rest of the name
    ["'`\]]{0,2}
    (?: \s{0,4} (?: :\s{0,2}[A-Za-z_][\w\[\]|. ]{0,30}(?==) )?   # name: type =
        \s{0,2} (?: => | := | = | : ) [ \t]{0,40}
      | \s{0,4} , \s{0,4} (?=["'])                      # define('NAME', 'value')
      | ["']? ,? \s{1,40} ["']? value ["']? \s{0,4} : [ \t]{0,40}   # name: NAME, then value: …
    )
    (?: (["'`]) ((?:\\.|(?!\2)[^\\\n]){1,4000}) \2 | ([^\s"'`,;]{1,4000}) )
    """
)
_DEFINE = re.compile(
    r"(?:define|set|env|putenv|setenv)\s{0,2}\(\s{0,2}[\"']?[\w.-]{0,60}\Z", re.IGNORECASE
)

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
    line, at, taken = 1, 0, 0
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end:
            continue
        after = _AFTER.match(text, word.end())
        if after is None:
            continue
        before = _BEFORE.search(text, max(0, word.start() - 60), word.start())
        head = before.group() if before else ""
        name = f"{head}{word.group()}{after.group(1)}".strip(".-")
        if not is_secret_name(name) or name.startswith(PUBLIC_PREFIXES):
            continue
        if _is_argument(text, word, after):
            continue
        value = after.group(3) if after.group(2) else after.group(4)
        quoted = bool(after.group(2))
        if not reads_as_secret(
            value, password=is_password_name(name), quoted=quoted, config=config
        ):
            continue
        end = after.end()
        line, at = line + text.count("\n", at, word.start()), word.start()
        yield Assignment(name[-80:], value.strip(), line)
        taken += 1
        if taken == MOST:
            return


def _is_argument(text: str, word: re.Match[str], after: re.Match[str]) -> bool:
    """Say whether name and value only stand beside each other in a call that sets nothing."""
    between = text[after.end(1) : after.start(2) if after.group(2) else after.start(4)]
    if "," not in between or "value" in between:
        return False
    return not _DEFINE.search(text, max(0, word.start() - 90), word.start())
