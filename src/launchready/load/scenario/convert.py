"""A document's values made into the file's shape; a mistake is named with its place and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from enum import Enum
from typing import Any, get_args

import msgspec

from launchready.load.scenario.document import Document
from launchready.load.scenario.shape import ScenarioFile
from launchready.load.scenario.value import Untyped, Value

_FIELD = re.compile(r"Object missing required field `(\w+)`.*")
_WORDS = {
    "array": "list",
    "object": "mapping",
    "str": "text",
    "int": "whole number",
    "float": "number",
    "bool": "true or false",
    "null": "nothing",
}
_TYPES = re.compile(r"\b(?:array|object|str|int|float|bool|null)\b")


def convert(document: Document) -> ScenarioFile:
    """Return the file in its shape. Raises `LoadError` for the first thing that does not fit."""
    if not isinstance(document.tree, dict):
        document.refuse("", "a scenario is a mapping: it begins with `base:` and `journeys:`")
    _fit(document, document.tree, ScenarioFile, "")
    file = msgspec.convert(document.tree, ScenarioFile)
    for place, steps in (
        ("journeys", file.journeys),
        *((f"journeys[{at}].steps", one.steps) for at, one in enumerate(file.journeys)),
    ):
        if not steps:
            document.refuse(place, "is empty: nothing would be sent")
    return file


def _fit(document: Document, value: Untyped, shape: Untyped, place: str) -> None:
    """Look into what is inside first, so that the most exact place is named."""
    for inner, inner_shape, inner_place in _inside(document, value, shape, place):
        _fit(document, inner, inner_shape, inner_place)
    try:
        msgspec.convert(value, shape)
    except msgspec.ValidationError as error:
        document.refuse(place, _plain(str(error), shape))


def _inside(
    document: Document,
    value: Value,
    shape: Untyped,
    place: str,
) -> Iterator[tuple[Any, Any, str]]:
    struct = _struct(shape)
    if struct is not None and isinstance(value, dict):
        fields = {field.encode_name: field for field in msgspec.structs.fields(struct)}
        for key, one in value.items():
            inner = f"{place}.{key}" if place else key
            if key not in fields:
                near = get_close_matches(key, fields, 1, 0.5)
                hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(fields)}"
                document.refuse(inner, f"is an unknown key; {hint}")
            yield one, fields[key].type, inner
        return
    item = _item(shape)
    if item is None:
        return
    if isinstance(value, list):
        for at, one in enumerate(value):
            yield one, item, f"{place}[{at}]"
    elif isinstance(value, dict):
        for key, one in value.items():
            yield one, item, f"{place}.{key}"


def _struct(shape: Untyped) -> type[msgspec.Struct] | None:
    """Return the struct that a hint stands for, behind `Annotated` and `| None`."""
    for one in (shape, *get_args(shape), *get_args(next(iter(get_args(shape)), None))):
        if isinstance(one, type) and issubclass(one, msgspec.Struct):
            return one if shape is one or not _item(shape) else None
    return None


def _item(shape: Untyped) -> Untyped:
    """Return the struct that a list or a mapping holds; None where it holds something else."""
    for one in (shape, *get_args(shape), *get_args(next(iter(get_args(shape)), None))):
        if getattr(one, "__origin__", None) in {tuple, dict}:
            for inner in get_args(one):
                if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
                    return inner
    return None


def _plain(error: str, shape: Untyped) -> str:
    error = error.partition(" - at ")[0]
    missing = _FIELD.fullmatch(error)
    if missing:
        return f"is missing: it needs `{missing[1]}`"
    if error.startswith("Invalid enum value"):
        words = [list(one) for one in (shape, *get_args(shape)) if _is_enum(one)]
        words += [list(two) for one in get_args(shape) for two in get_args(one) if _is_enum(two)]
        return f"is none of {', '.join(words[0])}" if words else "is not one of its words"
    error = error.removeprefix("Expected ").replace("`", "")
    wanted, _, got = error.partition(", got ")
    wanted = _TYPES.sub(lambda found: _WORDS[found.group()], wanted).replace(" | ", " or ")
    got = _WORDS.get(got, got)
    return f"must be {wanted}" + (f", it is {got}" if got else "")


def _is_enum(one: Untyped) -> bool:
    return isinstance(one, type) and issubclass(one, Enum)
