"""Read YAML, TOML and JSON of strangers, bounded in size, depth and repetition."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import yaml

from launchready.derive.pattern import lazy

MOST_TEXT = 512 << 10
MOST_DEPTH = 64
MOST_ALIASES = 200
MOST_MERGED = 2_000
"""Keys of one mapping after `<<` was merged in."""

_KEPT = ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")


class UnreadableError(Exception):
    """A document that is not what it should be, or too much of it. `str()` says which."""


class _Loader(yaml.CSafeLoader):
    """Every scalar stays the text that was written; only null and merge keys have a meaning."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the shape that PyYAML wants
        first: [(tag, pattern) for tag, pattern in entries if tag in _KEPT]
        for first, entries in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Merge `<<`, but only so much: merges of merges grow without end."""
        super().flatten_mapping(node)
        if len(node.value) > MOST_MERGED:
            message = "too many merged keys"
            raise UnreadableError(message)


def _anything(loader: _Loader, node: yaml.Node) -> Any:  # noqa: ANN401 - a document holds anything
    if isinstance(node, yaml.MappingNode):
        return loader.construct_yaml_map(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_yaml_seq(node)
    return str(node.value)


_Loader.yaml_constructors = {
    "tag:yaml.org,2002:null": lambda _loader, _node: None,
    None: _anything,
}


def read_yaml(text: str) -> tuple[Any, ...]:
    """Return the documents of a YAML text, scalars as text. Raises `UnreadableError`."""
    if len(text) > MOST_TEXT:
        message = f"larger than {MOST_TEXT >> 10} KiB"
        raise UnreadableError(message)
    try:
        _bounded(text)
        return tuple(yaml.load_all(text, _Loader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 1}" if mark is not None else ""
        message = f"not YAML{place}"
        raise UnreadableError(message) from None
    except (RecursionError, ValueError, TypeError):
        message = "not YAML"
        raise UnreadableError(message) from None


def _bounded(text: str) -> None:
    """Walk the events before anything is built."""
    depth = aliases = 0
    for event in yaml.parse(text, yaml.CSafeLoader):
        if isinstance(event, yaml.events.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.events.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.events.AliasEvent):
            aliases += 1
        if depth > MOST_DEPTH or aliases > MOST_ALIASES:
            message = "nested or repeated too often"
            raise UnreadableError(message)


def read_toml(text: str) -> dict[str, Any]:
    """Return a TOML table. Raises `UnreadableError`."""
    if len(text) > MOST_TEXT:
        message = f"larger than {MOST_TEXT >> 10} KiB"
        raise UnreadableError(message)
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        message = "not TOML"
        raise UnreadableError(message) from None


_JSON_COMMENT = lazy(r'"(?:\\.|[^"\\])*"|//[^\n]*|/\*.*?\*/', re.DOTALL)
_JSON_COMMA = lazy(r",(\s*[}\]])")


def read_json(text: str) -> Any:  # noqa: ANN401 - a document holds anything
    """Return a JSON value; comments and last commas are let through. Raises `UnreadableError`."""
    if len(text) > MOST_TEXT:
        message = f"larger than {MOST_TEXT >> 10} KiB"
        raise UnreadableError(message)
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    plain = _JSON_COMMENT.sub(lambda one: one.group() if one.group()[0] == '"' else "", text)
    try:
        return json.loads(_JSON_COMMA.sub(r"\1", plain))
    except (ValueError, RecursionError):
        message = "not JSON"
        raise UnreadableError(message) from None


def mapping(value: object) -> dict[str, Any]:
    """Return a mapping with text keys; an empty one for anything else."""
    if not isinstance(value, dict):
        return {}
    return {str(key): one for key, one in value.items() if isinstance(key, str)}


def items(value: object) -> list[Any]:
    """Return a list; an empty one for anything else."""
    return value if isinstance(value, list) else []


def text_of(value: object) -> str | None:
    """Return a scalar as it would be written; None for null and collections."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return str(value)
    return None


def line_of(text: str, name: str) -> int:
    """Return the first line on which a name stands as a word; 0 where it does not."""
    found = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def pairs(value: object) -> Iterator[tuple[str, str | None]]:
    """Yield the names and scalars of a mapping."""
    for name, one in mapping(value).items():
        yield name, text_of(one)
