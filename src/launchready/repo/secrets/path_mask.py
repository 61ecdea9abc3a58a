"""Show a path without a secret in it: files and folders can be named after one."""

from __future__ import annotations

import re
from collections.abc import Collection

from launchready.derive.mask import MASK
from launchready.derive.secrets.shown import without
from launchready.derive.secrets.sight import fingerprint
from launchready.repo.secrets.forms import Forms

_FORMS = Forms()
_LONGEST = 300
_LEAST = 6


class PathMask:
    """Masks what a search found, also where only its fingerprints are remembered."""

    def __init__(self, key: bytes, ids: Collection[str], values: Collection[str]) -> None:
        self._key = key
        self._ids = ids
        self._values = tuple(values)
        self._known: dict[str, str] = {}

    def __call__(self, path: str) -> str:
        """Return a path as a report may show it."""
        shown = self._known.get(path)
        if shown is None:
            shown = self._known[path] = displayable(self._without(path))
        return shown

    def _without(self, path: str) -> str:
        path = without(path, self._values)
        for part in re.split(r"[/\\\s]", path):
            for word in {part, part.rpartition(".")[0], part.partition(".")[0]}:
                if len(word) >= _LEAST and fingerprint(self._key, word) in self._ids:
                    path = path.replace(word, MASK)
        return path


def displayable(path: str) -> str:
    """Return a path of at most 300 printable characters, without what has a credential's form."""
    shown = "".join(letter if letter.isprintable() else "?" for letter in path)
    for hit in _FORMS.scan(shown.encode("utf-8", "replace")):
        shown = shown.replace(hit.secret, MASK)
    return shown[:_LONGEST]
