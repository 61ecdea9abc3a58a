"""YAML read as plain values: bounded, without aliases, tags, duplicate keys or surprises.

Words mean what YAML 1.2's core schema says (section 10.3): `no` is a word and `12:30` a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml

from launchready.derive.pattern import lazy
from launchready.load.scenario.value import Untyped, Value
from launchready.load.trouble import LoadError

MOST_BYTES = 1024 * 1024
MOST_NODES = 50_000
DEEPEST = 32

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL = {
    word: word.lower() == "true" for word in ["true", "True", "TRUE", "false", "False", "FALSE"]
}
_INT = lazy(r"[-+]?[0-9]{1,40}")
_FLOAT = lazy(r"[-+]?(?:\.[0-9]{1,20}|[0-9]{1,20}(?:\.[0-9]{0,20})?)(?:[eE][-+]?[0-9]{1,3})?")


@dataclass(slots=True)
class Document:
    """A file's values, and where each stands."""

    source: str
    """The file, as the user named it."""
    tree: Any = field(default=None, repr=False)
    """Mappings, lists, texts, numbers, booleans and None; it may hold a secret by mistake."""
    lines: dict[str, int] = field(default_factory=dict)
    """`journeys[0].steps[1].url` to its line, counted from 1."""

    def wrong(self, place: str, sentence: str) -> LoadError:
        """Make the error that names a place: `shop.yaml line 12: journeys[0].weight: ...`."""
        line = self._line(place)
        at = f"{self.source} line {line}" if line else self.source
        said = f"{at}: `{place}` {sentence}" if place else f"{at}: {sentence}"
        return LoadError("".join(one if one.isprintable() else "?" for one in said))

    def refuse(self, place: str, sentence: str) -> NoReturn:
        """Raise the error that names a place."""
        raise self.wrong(place, sentence) from None

    def _line(self, place: str) -> int:
        """Find the line of a place, or of the closest one around it."""
        while place and place not in self.lines:
            place = place[: max(place.rfind("."), place.rfind("["), 0)]
        return self.lines.get(place, 0)


def read_document(text: str, source: str) -> Document:
    """Read YAML 1.1 or 1.2. Raises `LoadError` with the line of what is wrong."""
    if len(text) > MOST_BYTES:
        message = f"{source} is larger than {MOST_BYTES // 1024} KiB"
        raise LoadError(message)
    document = Document(source)
    try:
        events = yaml.parse(text, Loader=_LOADER)
        _Reading(document, events).whole()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = f"{source} line {mark.line + 1}" if mark else source
        message = f"{at} is not YAML: {error.problem or error.context}"
        raise LoadError(message) from None
    except (yaml.YAMLError, ValueError):
        # A text with control characters, or with half a surrogate pair.
        message = f"{source} is not YAML: it holds a character that YAML does not allow"
        raise LoadError(message) from None
    return document


class _Reading:
    """Builds the values from events; recursion is bounded by `DEEPEST`."""

    def __init__(self, document: Document, events: Iterator[Any]) -> None:
        self.document = document
        self.events = events
        self.nodes = 0

    def whole(self) -> None:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if self.nodes:
                    raise self._refuse(event, "holds a second document: only one is read")
                self.document.tree = self._value(next(self.events), "", 0)
        if not self.nodes:
            message = f"{self.document.source} is empty"
            raise LoadError(message)

    def _value(self, event: Value, place: str, depth: int) -> Value:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise self._refuse(event, f"more than {MOST_NODES} values")
        if depth > DEEPEST:
            raise self._refuse(event, f"values are nested deeper than {DEEPEST}")
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise self._refuse(event, "anchors and aliases (`&`, `*`) are not read: write it out")
        if event.tag is not None and event.tag != "!":
            raise self._refuse(event, "tags (`!...`) are not read")
        self.document.lines[place] = _line(event)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event.value) if event.implicit[0] else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(place, depth)
        return self._mapping(place, depth)

    def _list(self, place: str, depth: int) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self._value(event, f"{place}[{len(values)}]", depth + 1))
        return values

    def _mapping(self, place: str, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
                raise self._refuse(event, "a key is a plain word")
            key = event.value
            if key in values:
                raise self._refuse(event, f"the key {key!r} stands here twice")
            inner = f"{place}.{key}" if place else key
            values[key] = self._value(next(self.events), inner, depth + 1)
            self.document.lines[inner] = _line(event)
        return values

    def _refuse(self, event: Untyped, sentence: str) -> LoadError:
        return LoadError(f"{self.document.source} line {_line(event)}: {sentence}")


def _line(event: Untyped) -> int:
    return int(event.start_mark.line) + 1


def _scalar(text: str) -> Value:
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
