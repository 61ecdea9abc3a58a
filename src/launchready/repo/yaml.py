"""YAML as other people write it, read within bounds and with line numbers.

Nothing is constructed: tags and types are ignored, so every scalar stays the text it is and `on`
does not become true. Aliases are the same value again and count each time they are used, so that
a small file cannot stand for a large one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

MOST_BYTES = 1 << 20
MOST_NODES = 100_000
MOST_DEPTH = 64
MOST_DOCUMENTS = 200
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(Exception):
    """The text is not YAML, or too much of it. `str()` is a clause for a report."""


@dataclass(frozen=True, slots=True)
class Node:
    """One value. A scalar has `text`, a sequence `items`, a mapping `pairs`."""

    line: int
    """Where it begins, counted from 1."""
    text: str | None = None
    items: tuple[Node, ...] | None = None
    pairs: tuple[tuple[str, Node], ...] | None = None
    tag: str = ""
    quoted: bool = False
    """A scalar in quotes: `"true"` is a word, `true` may be more."""
    block: bool = False
    """A scalar written as a block (`|`, `>`): its text begins on the line after."""
    size: int = field(default=1, compare=False)

    @property
    def mapping(self) -> dict[str, Node]:
        """The pairs by key, those of merged mappings (`<<`) too; empty for anything else."""
        own: dict[str, Node] = {}
        merged: dict[str, Node] = {}
        for key, value in self.pairs or ():
            if key == "<<":
                for one in value.items or (value,):
                    merged |= one.mapping
            else:
                own[key] = value
        return merged | own

    def get(self, *keys: str) -> Node:
        """Return the value below these keys; an empty scalar where there is none."""
        node = self
        for key in keys:
            node = node.mapping.get(key, NOTHING)
        return node

    def __bool__(self) -> bool:
        """Say whether there is anything: false for what `get` did not find, and for null."""
        return bool(self.text or self.items or self.pairs)

    def each(self) -> tuple[Node, ...]:
        """Return the items of a sequence; a scalar or mapping is one item, nothing is none."""
        if self.items is not None:
            return self.items
        return (self,) if self else ()

    def words(self) -> tuple[str, ...]:
        """Return the scalars of a list, or the one scalar, or the keys of a mapping."""
        if self.pairs is not None:
            return tuple(self.mapping)
        return tuple(one.text for one in self.each() if one.text)

    def plain(self) -> Any:  # noqa: ANN401 - any YAML value
        """Return dicts, lists and strings; null and empty scalars are None."""
        if self.pairs is not None:
            return {key: value.plain() for key, value in self.mapping.items()}
        if self.items is not None:
            return [one.plain() for one in self.items]
        return self.text if self.quoted or self.text not in {"", "~", "null", None} else None

    def scalars(self) -> Iterator[Node]:
        """Yield every scalar below, in the order of the text."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            if node.text is not None:
                yield node
            below = node.items or tuple(value for _, value in node.pairs or ())
            waiting.extend(reversed(below))


NOTHING = Node(0)


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet."""

    line: int
    tag: str
    anchor: str | None
    mapping: bool
    values: list[Node]


def documents(text: str) -> tuple[Node, ...]:
    """Read every document of a text. Raises `YamlError`."""
    if len(text) > MOST_BYTES:
        message = f"it is larger than {MOST_BYTES >> 10} KiB"
        raise YamlError(message)
    try:
        return tuple(_documents(text))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1})" if mark is not None else ""
        message = f"it is not YAML{where}"
        raise YamlError(message) from None
    except (ValueError, RecursionError, UnicodeError):
        # A lone surrogate or a number of another world: libyaml and Python word it differently.
        message = "it is not YAML"
        raise YamlError(message) from None


def load(text: str) -> Node:
    """Read the first document of a text; `NOTHING` for an empty one. Raises `YamlError`."""
    found = documents(text)
    return found[0] if found else NOTHING


def _documents(text: str) -> Iterator[Node]:
    waiting: list[_Open] = []
    anchors: dict[str, Node] = {}
    nodes = 0
    read = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.DocumentStartEvent):
            anchors = {}
            read += 1
            if read > MOST_DOCUMENTS:
                _too_much()
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            kind = isinstance(event, yaml.MappingStartEvent)
            waiting.append(_Open(_line(event), event.tag or "", event.anchor, kind, []))
            if len(waiting) > MOST_DEPTH:
                _too_much()
        else:
            node = _node(event, waiting, anchors)
            if node is None:
                continue
            nodes += node.size if isinstance(event, yaml.AliasEvent) else 1
            if nodes > MOST_NODES:
                _too_much()
            if waiting:
                waiting[-1].values.append(node)
            else:
                yield node


def _node(event: yaml.Event, waiting: list[_Open], anchors: dict[str, Node]) -> Node | None:
    """Return the value that an event completes, if it completes one."""
    if isinstance(event, yaml.AliasEvent):
        # An alias inside its own anchor would never end; it stands for nothing.
        return anchors.get(event.anchor or "", NOTHING)
    if isinstance(event, yaml.ScalarEvent):
        quoted, block = event.style in {"'", '"'}, event.style in {"|", ">"}
        node = Node(_line(event), event.value, tag=event.tag or "", quoted=quoted, block=block)
    elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
        opened = waiting.pop()
        node, anchor = _closed(opened), opened.anchor
        if anchor:
            anchors[anchor] = node
        return node
    else:
        return None
    if event.anchor:
        anchors[event.anchor] = node
    return node


def _closed(opened: _Open) -> Node:
    size = 1 + sum(one.size for one in opened.values)
    values = opened.values
    if not opened.mapping:
        return Node(opened.line, items=tuple(values), tag=opened.tag, size=size)
    keys = [one.text or "" for one in values[::2]]
    pairs = tuple(zip(keys, values[1::2], strict=False))
    return Node(opened.line, pairs=pairs, tag=opened.tag, size=size)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 0


def _too_much() -> None:
    message = f"it holds more than {MOST_NODES:,} values, or nests deeper than {MOST_DEPTH}"
    raise YamlError(message)
