"""The reference of scenario files and their JSON schema, made from their shape."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from launchready.load.scenario.shape import ScenarioFile
from launchready.load.scenario.template import BUILT_IN

HEAD = """\
<!-- Made by `make docs` from the scenario's shape. -->
# Scenarios

What visitors do while load is sent. `launchready load init` writes one from the manifest's routes;
`launchready load run scenario.yaml` sends it. Unknown keys are refused with their line and the
nearest known one. Editors read [the schema](scenario.schema.json).

## An example
```yaml
"""

EXAMPLE = """\
base: "{{ SHOP }}"                      # one file for several systems
hosts: [api.shop.example]               # load is sent nowhere else
env:
  SHOP: SHOP_URL                        # secrets come from the environment only
  PASSWORD: SHOP_PASSWORD
feeds:
  - {file: people.csv, each: user}      # its columns `email` and `city` are variables
variables:
  note: "load {{ run }} {{ uuid }}"     # made anew for each journey

setup:
  - url: /api/tenant
    extract: {tenant: {json: "$.tenant.id"}}

journeys:
  - name: looks around
    weight: 9
    think: [1, 4]                       # seconds between steps, drawn for each visitor
    pause: [2, 8]                       # seconds between two journeys of one visitor
    steps:
      - {url: /, name: front page}
      - {url: "/search?q={{ city }}", name: search, kind: search}

  - name: buys
    weight: 1
    steps:
      - url: /login
        unless: token                   # a visitor logs in once
        extract: {csrf: {css: "input[name=csrf]", attribute: value}}
      - url: /login
        name: login
        kind: login
        unless: token
        form: {email: "{{ email }}", password: "{{ PASSWORD }}", csrf: "{{ csrf }}"}
        expect: {status: [200, 303]}
        extract: {token: {json: "$.token"}}
      - url: /api/checkout
        kind: checkout
        if: token
        headers: {Authorization: "Bearer {{ token }}"}
        json: {item: 7, count: "{{ random | number }}", note: "{{ note }}"}
        expect: {status: 201, json: {"$.order.state": paid}, max_ms: 2000}
        extract: {order: {json: "$.order.id"}}
      - url: "https://api.shop.example/orders/{{ order }}/events"
        if: order
        name: order events
        stream: true
    finally:
      - {url: "/api/orders/{{ order }}", method: DELETE, name: cancel, if: order}

cleanup:
  - url: "/api/orders?tenant={{ tenant }}&run={{ run }}"
    method: DELETE
"""

RULES = """\
```

## Variables
`{{ name }}` stands in URLs, headers, bodies and expectations. Its value is escaped for its place:
percent-encoded in a URL, escaped in JSON, encoded in a form, without control characters in a
header. `{{ name | number }}` as a whole JSON text becomes a number where the value is one. A
variable that begins a URL is a whole address from an answer; it must lead to a declared host. A
variable that is used before it surely has a value is refused when the file is read.

Always there:

"""

PYTHON = """\
## Rules
- A literal that looks like a secret is refused: put it into the environment, name it under `env`.
  Values of variables are in no report and no error.
- A step fails when its answer is a 5xx, a 4xx that `expect` does not name, is not what `expect`
  says, or does not hold what `extract` wants. The journey ends there; cleanup goes on.
- `json`, `header`, `cookie` and `regex` cost a few microseconds, `css` reads the whole page: on a
  large one prefer `regex` at high rates.
- Cookies are kept for each visitor, as a browser keeps them. `setup` shares what it extracts with
  everybody, but not its cookies.
- A pattern (`regex`) that could run for long on a hostile page is refused. It matches at most
  1,024 characters, in the first MiB. CSS looks into the first 256 KiB. JSON paths look into bodies
  of up to 1 MiB, with filters, wildcards or `..` up to 256 KiB.
- Aliases, tags and duplicate keys are refused; words are YAML 1.2's: `no` is a text.
- Feeds stay in the scenario's folder. `each: journey` goes through the rows in order; of several
  machines, each goes through them all.

## The same in Python
A `.py` file is run when you name it. Each `async def` with one parameter is a journey.
```python
import os

base = "https://staging.shop.example"
hosts = ["api.shop.example"]  # optional, like everything below
weight = {"looks": 9, "buys": 1}
think = (1, 4)  # seconds between requests
pause = (2, 8)  # seconds between two journeys of one visitor


async def setup(user):
    answer = await user.get("/api/tenant")
    user.variables["tenant"] = answer.json()["tenant"]["id"]


async def looks(user):
    await user.get("/", name="front page")


async def buys(user):
    login = {"email": f"u{user.number}@shop.example", "password": os.environ["SHOP_PASSWORD"]}
    answer = await user.post("/login", login, name="login")
    if answer.ok:
        await user.post("/api/checkout", {"item": 7, "note": user.run}, name="checkout")


async def cleanup(user):
    await user.post(f"/api/clean/{user.variables['tenant']}", name="clean up")
```
"""

TITLES = {
    "ScenarioFile": "The whole file",
    "JourneyTable": "journeys",
    "StepTable": "steps, finally, setup, cleanup",
    "ExtractTable": "extract",
    "ExpectTable": "expect",
    "FeedTable": "feeds",
}


def scenario_schema() -> str:
    """Return the JSON schema."""
    return json.dumps(_schema(), indent=2) + "\n"


def _schema() -> dict[str, Any]:
    schema = msgspec.json.schema(ScenarioFile)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def scenario_page() -> str:
    """Render the guide, then one table of keys for each table of the file."""
    tables = _schema()["$defs"]
    lines = [HEAD + EXAMPLE + RULES.rstrip("\n"), ""]
    lines += ["| variable | what it is |", "|---|---|"]
    lines += [f"| `{name}` | {what} |" for name, what in BUILT_IN.items()]
    lines += ["", PYTHON, "# All keys", ""]
    for name, title in TITLES.items():
        table = tables[name]
        lines += [f"## {title}", table.get("description", ""), ""]
        lines += ["| key | type | default | what it says |", "|---|---|---|---|"]
        required = table.get("required", ())
        for key, one in table["properties"].items():
            default = "**required**" if key in required else _default(one)
            said = one.get("description", "")
            lines.append(f"| `{key}` | {_type(one, tables)} | {default} | {said} |")
        lines.append("")
    return "\n".join(lines)


def _default(value: dict[str, Any]) -> str:
    default = value.get("default")
    return "" if default in (None, "", []) else f"`{json.dumps(default)}`"


def _type(value: dict[str, Any], tables: dict[str, Any]) -> str:
    if "$ref" in value:
        name = str(value["$ref"]).rpartition("/")[2]
        words = tables[name].get("enum")
        return ", ".join(f"`{word}`" for word in words) if words else f"a table `{TITLES[name]}`"
    if "anyOf" in value:
        kinds = [_type(one, tables) for one in value["anyOf"] if one.get("type") != "null"]
        return (
            "text" if "text" in kinds and "number" in kinds else " or ".join(dict.fromkeys(kinds))
        )
    if "enum" in value:
        return ", ".join(f"`{word}`" for word in value["enum"])
    return _plain_type(value, tables)


def _plain_type(value: dict[str, Any], tables: dict[str, Any]) -> str:
    kind = value.get("type")
    if kind == "array":
        inner = value.get("items") or value["prefixItems"][0]
        return f"list of {_type(inner, tables)}"
    if kind == "object":
        inner = value.get("additionalProperties")
        return f"mapping to {_type(inner, tables)}" if isinstance(inner, dict) else "mapping"
    words = {"string": "text", "integer": "whole number", "boolean": "`true`, `false`"}
    return words.get(str(kind), str(kind or "any value"))
