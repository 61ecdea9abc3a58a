"""Read one text for secrets: by the engine, by names, by file formats, inside archives."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import replace

from launchready.derive.pattern import lazy
from launchready.derive.secrets.assignments import assignments
from launchready.derive.secrets.formats import has_format, read_format
from launchready.derive.secrets.identity import GIVEN_RULE, NAMED_RULE, identify
from launchready.derive.secrets.kinds import kind_of_value
from launchready.derive.secrets.paths import holds_configuration
from launchready.derive.secrets.shown import without
from launchready.derive.secrets.sight import Sight, sight
from launchready.repo.secrets.archives import is_archive, members
from launchready.repo.secrets.engine import Hit, SecretEngine

_LOGIN = lazy(r"[a-z][a-z0-9+.-]{1,30}://[^/\s:@]*:([^@/\s]+)@")

MOST_TEXT = 4 << 20
"""Bytes of one text that are read by names."""
_MOST_SIGHTS = 200
_SAME = 3
"""Times that one value is kept of one text."""


class Reader:
    """Reads texts; keeps the values that it found only to take them out of names and paths."""

    def __init__(
        self, engine: SecretEngine, key: bytes, given: Iterable[tuple[str, str]] = ()
    ) -> None:
        self._engine = engine
        self._key = key
        self._given = tuple((name, value, value.encode()) for name, value in given)
        self.values: set[str] = set()

    def read(self, data: bytes, path: str = "", *, code: bool = False) -> tuple[Sight, ...]:
        """Return the secrets in a text.

        `path` says how to read it by names: as settings, in its own format, or, with `code`, as
        code. Without a path only forms that a provider gave are found.
        """
        found = list(self._one(data, path, code=code))
        if is_archive(data):
            for member in members(data):
                inner = self._one(member.data, f"{path}/{member.name}", code=code)
                found += [replace(one, inside=member.name, line=one.line) for one in inner]
        return tuple(found[:_MOST_SIGHTS])

    def _one(self, data: bytes, path: str, *, code: bool) -> Iterator[Sight]:
        hits = [*self._by_value(data), *map(_innermost, self._engine.scan(data))]
        hits += self._by_name(data, path, code=code)
        times: dict[str, int] = {}
        for hit in _without_repeats(hits):
            said = identify(hit.rule, hit.secret, hit.name, hit.around)
            if said is None:
                continue
            self.values.add(hit.secret)
            one = sight(self._key, said, hit.secret, hit.name, hit.line)
            times[one.id] = times.get(one.id, 0) + 1
            if times[one.id] <= _SAME:
                given = hit.rule == GIVEN_RULE
                yield replace(one, name=without(one.name, (hit.secret,)), production=given)

    def _by_value(self, data: bytes) -> Iterator[Hit]:
        for name, value, raw in self._given:
            at = data.find(raw)
            if at >= 0:
                yield Hit(GIVEN_RULE, value, data.count(b"\n", 0, at) + 1, name)

    def _by_name(self, data: bytes, path: str, *, code: bool) -> Iterator[Hit]:
        config = holds_configuration(path)
        formatted = has_format(path)
        if not (config or formatted or code) or len(data) > MOST_TEXT:
            return
        text = as_text(data)
        if text is None:
            return
        if formatted:
            for one in read_format(path, text):
                yield Hit(NAMED_RULE, one.value, one.line, one.name)
        if config or code:
            for one in assignments(text, config=config):
                yield Hit(NAMED_RULE, one.value, one.line, one.name)


def _without_repeats(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Leave out what only repeats another find: the same value, a part of it, a guess around it."""
    every = list({(one.secret, one.line): one for one in reversed(list(hits))}.values())
    for hit in reversed(every):
        near = (one for one in every if one is not hit and abs(one.line - hit.line) <= 1)
        if not any(_tells_less(hit, one) for one in near):
            yield hit


def _tells_less(hit: Hit, other: Hit) -> bool:
    """Say which of two finds on one line is better left out."""
    if hit.secret == other.secret:
        return False
    named, other_named = hit.rule == NAMED_RULE, other.rule == NAMED_RULE
    if named != other_named:
        return named and (hit.secret in other.secret or other.secret in hit.secret)
    if hit.secret in other.secret:
        return _form(hit) in _LOOSE
    return other.secret in hit.secret and _form(hit) in _LOOSE and _form(other) not in _LOOSE


def _innermost(hit: Hit) -> Hit:
    """Take the password for the find where a connection string holds a provider's credential."""
    login = _LOGIN.match(hit.secret)
    if login is None or kind_of_value(login.group(1)) is None:
        return hit
    return replace(hit, secret=login.group(1))


_LOOSE = ("", "connection-string")
"""Forms that many things have: what stands in them or around them tells more."""


def _form(hit: Hit) -> str:
    kind = kind_of_value(hit.secret)
    return "" if kind is None else kind.id


def as_text(data: bytes) -> str | None:
    """Return what a text says, in UTF-8 or in UTF-16 with its mark; None for a binary."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:8_000]:
        return None
    return data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
