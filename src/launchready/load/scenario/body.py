"""The bodies of requests: JSON, forms and texts, with variables where they stand."""

from __future__ import annotations

import json

from launchready.load.scenario.template import (
    Escape,
    Part,
    Reference,
    Rendering,
    Template,
    Text,
    as_is,
    as_number,
    in_form,
    in_json,
    parse,
)
from launchready.load.scenario.value import Value

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


def json_templates(tree: Value) -> list[Template]:
    """Return the templates of all texts in a JSON value. Raises ValueError."""
    if isinstance(tree, str):
        return [parse(tree)]
    if isinstance(tree, list):
        return [one for inner in tree for one in json_templates(inner)]
    if isinstance(tree, dict):
        return [one for pair in tree.items() for inner in pair for one in json_templates(inner)]
    return []


def json_body(tree: Value, rendering: Rendering) -> Text:
    """Make a JSON value ready to be sent. Raises ValueError."""
    parts: list[str | Part] = []
    _json(tree, rendering, parts)
    return Text(parts)


def _json(tree: Value, rendering: Rendering, parts: list[str | Part]) -> None:
    if isinstance(tree, str):
        pieces = parse(tree).pieces
        if len(pieces) == 1 and isinstance(pieces[0], Reference) and pieces[0].number:
            parts.append(rendering.part(pieces[0], as_number))
            return
        parts.append('"')
        for piece in pieces:
            literal = isinstance(piece, str)
            parts.append(in_json(str(piece)) if literal else rendering.part(piece, in_json))
        parts.append('"')
    elif isinstance(tree, dict):
        for count, (key, value) in enumerate(tree.items()):
            parts.append(", " if count else "{")
            _json(key, rendering, parts)
            parts.append(": ")
            _json(value, rendering, parts)
        parts.append("}" if tree else "{}")
    elif isinstance(tree, list):
        for count, value in enumerate(tree):
            parts.append(", " if count else "[")
            _json(value, rendering, parts)
        parts.append("]" if tree else "[]")
    else:
        parts.append(json.dumps(tree))


def form_body(fields: dict[str, str], rendering: Rendering) -> Text:
    """Make a form's fields ready to be sent (WHATWG URL, 5.2). Raises ValueError."""
    parts: list[str | Part] = []
    for count, (key, value) in enumerate(fields.items()):
        parts.append(f"{'&' if count else ''}{in_form(key)}=")
        for piece in parse(value).pieces:
            literal = isinstance(piece, str)
            parts.append(in_form(str(piece)) if literal else rendering.part(piece, in_form))
    return Text(parts)


def escape_for(content_type: str) -> Escape:
    """Return how a value is escaped in a body of this type that is written out as a text."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == JSON or kind.endswith("+json"):
        return in_json
    return in_form if kind == FORM else as_is


def plain(value: str | float) -> str:
    """Return a text as it is, and a number or boolean as JSON writes it."""
    return value if isinstance(value, str) else json.dumps(value)
