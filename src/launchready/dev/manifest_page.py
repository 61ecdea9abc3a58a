"""The reference of `launchready.toml` and its JSON schema, made from its shape."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from launchready.manifest.shape import Manifest

HEAD = """\
<!-- Made by `make docs` from the manifest's shape. -->
# launchready.toml

`launchready init https://shop.example` writes one from what it finds. Unknown keys are refused,
with the nearest known one named. Editors read [the schema](launchready.schema.json).
"""


def manifest_schema() -> str:
    """Return the JSON schema."""
    return json.dumps(_schema(), indent=2) + "\n"


def _schema() -> dict[str, Any]:
    schema = msgspec.json.schema(Manifest)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def manifest_page() -> str:
    """Render one table of keys for each table of the file."""
    schema = _schema()
    tables = schema["$defs"]
    lines = [HEAD]
    for name, value in tables["Manifest"]["properties"].items():
        many = value.get("type") == "array"
        table = tables[_reference(value["items"] if many else value)]
        title = f"[[{name}]]" if many else f"[{name}]"
        lines += [f"## {title}", table.get("description", ""), ""]
        lines += ["| key | type | default | what it says |", "|---|---|---|---|"]
        required = table.get("required", ())
        for key, one in table["properties"].items():
            default = "**required**" if key in required else f"`{json.dumps(one.get('default'))}`"
            lines.append(
                f"| `{key}` | {_type(one, tables)} | {default} | {one.get('description', '')} |"
            )
        lines.append("")
    return "\n".join(lines)


def _reference(value: dict[str, Any]) -> str:
    for one in (value, *value.get("allOf", ()), *value.get("anyOf", ())):
        if "$ref" in one:
            return str(one["$ref"]).rpartition("/")[2]
    return ""


def _type(value: dict[str, Any], tables: dict[str, Any]) -> str:
    reference = _reference(value)
    if reference:
        return ", ".join(f"`{word}`" for word in tables[reference].get("enum", (reference,)))
    if "anyOf" in value:
        return " or ".join(_type(one, tables) for one in value["anyOf"])
    if value.get("type") == "array":
        return f"list of {_type(value['items'], tables)}"
    return str(value.get("type", "any"))
