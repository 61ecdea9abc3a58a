"""Regular expressions on hostile text: refused where a page could make them run for long.

Python's engine backtracks. A pattern is taken only if the ways in which it can match one stretch of
text are few, a match is at most `SPAN` characters long, and looking for one ends after `MOST_S`.
"""

from __future__ import annotations

import re
import time
import warnings
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from launchready.load.scenario.value import Untyped

SPAN = 1024
"""Characters that a match has at most."""
LONGEST = 500
"""Characters of a pattern."""
MOST_WAYS = 1 << 14
"""In which a pattern may match the same stretch."""
_TOO_MANY = MOST_WAYS + 1
_MOST_WAYS_ANYWHERE = 64
"""Of a pattern that does not begin with plain letters, and so is tried at every place."""
MOST_CHARACTERS = 1024 * 1024
MOST_S = 0.05
_STRIDE = 64
"""Places at which a match is looked for before the clock is."""

_SHARP = range(1, 0x3000)
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_CATEGORY: dict[str, Callable[[str], bool]] = {
    "CATEGORY_DIGIT": str.isdecimal,
    "CATEGORY_SPACE": str.isspace,
    "CATEGORY_WORD": lambda letter: letter.isalnum() or letter == "_",
}
Items = list[tuple[str, Any]]
"""What Python's own parser makes of a pattern."""


class PatternError(ValueError):
    """A pattern that is not taken. `str()` is a clause that says why."""


class SafePattern:
    """A pattern and how it is looked for."""

    __slots__ = ("_pattern", "_prefix")

    def __init__(self, text: str, group: int) -> None:
        """Check a pattern. Raises `PatternError`."""
        if len(text) > LONGEST:
            message = f"is longer than {LONGEST} characters"
            raise PatternError(message)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                self._pattern = re.compile(text)
                items = _flat(import_module("re._parser").parse(text))
        except (re.error, OverflowError, RecursionError, Warning) as error:
            message = f"is no pattern: {error}"
            raise PatternError(message) from None
        if group > self._pattern.groups:
            message = f"has no group {group}: put parentheses around what is wanted"
            raise PatternError(message)
        if _ways(items) > MOST_WAYS:
            message = (
                "could take very long on a hostile page: use fewer `*` and `+`, none inside "
                'another, and `[^"]*` in place of `.*`; or use `css`'
            )
            raise PatternError(message)
        ignores_case = bool(self._pattern.flags & re.IGNORECASE)
        self._prefix = "" if ignores_case else _prefix(items)
        if not self._prefix and _ways(items) > _MOST_WAYS_ANYWHERE:
            message = "must begin with plain letters, so that few places have to be tried"
            raise PatternError(message)

    def search(self, text: str, group: int) -> str | None:
        """Return the group of the first match; None: no match, or the time was up."""
        text = text[:MOST_CHARACTERS]
        until = time.perf_counter() + MOST_S
        at = 0
        while at <= len(text):
            if self._prefix:
                at = text.find(self._prefix, at)
                if at < 0:
                    return None
                found = self._pattern.match(text, at, at + SPAN)
                at += 1
            else:
                found = self._pattern.search(text, at, at + _STRIDE + SPAN)
                at += _STRIDE
            if found is not None:
                return found[group]
            if time.perf_counter() > until:
                return None
        return None


def _flat(parsed: Sequence[Any]) -> Items:
    """Put the items of groups in line, so that what follows one is seen."""
    items: Items = []
    for kind, value in parsed:
        if str(kind) == "SUBPATTERN":
            items += _flat(value[3])
        else:
            items.append((str(kind), value))
    return items


def _prefix(items: Items) -> str:
    letters = []
    for kind, value in items:
        if kind != "LITERAL":
            break
        letters.append(chr(value))
    return "".join(letters)


def _ways(items: Items, after: Items | None = None) -> int:
    """Count how often what follows can be tried anew; `after` is what follows the items."""
    ways = 1
    for at, (kind, value) in enumerate(items):
        rest = [*items[at + 1 :], *(after or ())]
        if kind in _REPEATS:
            ways *= _repeat_ways(value, rest)
        elif kind == "BRANCH":
            ways *= sum(_ways(_flat(branch), rest) for branch in value[1])
        elif kind in {"ASSERT", "ASSERT_NOT"}:
            ways *= _ways(_flat(value[1]))
        elif kind == "ATOMIC_GROUP":
            ways *= _ways(_flat(value))
        elif kind.startswith("GROUPREF"):
            return _TOO_MANY
        if ways > MOST_WAYS:
            return _TOO_MANY
    return ways


def _repeat_ways(value: Untyped, rest: Items) -> int:
    low, high, inner = value
    body = _flat(inner)
    times = min(int(high), SPAN)
    if times > 1 and _varies(body):
        return _TOO_MANY
    each = _ways(body, rest)
    if low == high or not _varies(rest):
        return each  # Where it stops, the rest fits or not: nothing is tried anew behind it.
    if len(body) == 1 and _apart(body[0], rest[0]):
        return each
    run = _prefix(rest)
    stops = SPAN // _period(run) + 1 if run else SPAN
    return each * min(times - int(low) + 1, stops)


def _varies(items: Items) -> bool:
    """Whether items can fit the same text in several ways."""
    return any(
        (kind in _REPEATS and (value[0] != value[1] or _varies(_flat(value[2]))))
        or kind in {"BRANCH", "ATOMIC_GROUP", "ASSERT", "ASSERT_NOT"}
        for kind, value in items
    )


def _period(run: str) -> int:
    """After how many letters a text can begin anew inside itself."""
    return next(size for size in range(1, len(run) + 1) if run.startswith(run[size:]))


def _apart(one: tuple[str, Any], other: tuple[str, Any]) -> bool:
    """Whether no letter fits both: then a repeat can stop in one place only."""
    if other[0] in _REPEATS and int(other[1][0]) > 0 and len(other[1][2]) == 1:
        other = _flat(other[1][2])[0]
    kinds = {"LITERAL", "NOT_LITERAL", "IN", "ANY"}
    if one[0] not in kinds or other[0] not in kinds:
        return False
    return not any(_fits(one, chr(code)) and _fits(other, chr(code)) for code in _SHARP)


def _fits(item: tuple[str, Any], letter: str) -> bool:
    kind, value = item
    if kind == "LITERAL":
        return chr(value).lower() == letter.lower()
    if kind == "NOT_LITERAL":
        return chr(value) != letter
    if kind == "ANY":
        return True
    negated = any(str(one) == "NEGATE" for one, _ in value)
    return negated != any(_in_set(str(one), inner, letter) for one, inner in value)


def _in_set(kind: str, value: Untyped, letter: str) -> bool:
    if kind == "LITERAL":
        return chr(value) == letter
    if kind == "RANGE":
        return bool(value[0] <= ord(letter) <= value[1])
    if kind == "CATEGORY":
        name = str(value)
        if "_NOT_" in name:
            return not _CATEGORY[name.replace("_NOT_", "_")](letter)
        return _CATEGORY[name](letter)
    return False
