"""Write the manifest's routes as a commented scenario, for its owner to make real."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from launchready.facts.product import Caching, Product, Route, RouteKind
from launchready.load.scenario.body import JSON
from launchready.load.scenario.document import read_document
from launchready.load.scenario.routes import (
    OWN,
    PAUSE,
    WEIGHTS,
    Chosen,
    choose,
    content_type,
)
from launchready.load.scenario.value import Value
from launchready.load.trouble import LoadError

HEAD = """\
# What the first customers do. Read it, correct it, then: launchready load run {name}
# All keys: docs/scenario.md. Unknown keys are refused, so a typing mistake never goes unseen.
"""

TAIL = """\
# A whole visit is worth more than single requests. Take this as a start:
#  - name: buys something
#    weight: 1
#    think: [1, 4]              # seconds between steps; each visitor draws its own
#    steps:
#      - name: login page
#        url: /login
#        extract:
#          csrf: {css: "input[name=csrf]", attribute: value}
#      - name: login
#        kind: login
#        url: /login
#        form: {email: "{{ EMAIL }}", password: "{{ PASSWORD }}", csrf: "{{ csrf }}"}
#        expect: {status: [302, 303]}
#      - name: checkout
#        kind: checkout
#        url: /api/checkout
#        json: {item: 1, order: "load {{ run }} {{ uuid }}"}
#        extract:
#          order: {json: "$.order.id"}
#        expect: {status: 201, max_ms: 2000}
# EMAIL and PASSWORD come from the environment, never from this file:
# env: {EMAIL: SHOP_EMAIL, PASSWORD: SHOP_PASSWORD}

# Once, before and after the load. Mark what you make with {{ run }}, and delete it here.
# setup: []
# cleanup:
#  - url: /api/orders?run={{ run }}
#    method: DELETE
"""
_UNPRINTABLE = re.compile(r"[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]")


def write_scenario(
    product: Product, name: str = "scenario.yaml", own: Collection[str] = ("Authorization",)
) -> str:
    """Render the routes that load can be sent to; what is left out says why.

    `own` are headers of a test account, of `OWN`: their values have to be in the environment when
    the file is read. Without any, routes for people who signed in are left out.
    """
    chosen = choose(product, signed_in=bool(own))
    base = _origin(product.canonical or (chosen.routes[0].url if chosen.routes else ""))
    hosts = {urlsplit(route.url).netloc for route in chosen.routes} - {urlsplit(base).netloc}
    lines = [HEAD.format(name=name), f"base: {quoted(base)}"]
    if hosts:
        lines.append(f"hosts: {quoted(sorted(hosts))}   # load is sent nowhere else")
    if any(route.authenticated for route in chosen.routes):
        variables = ", ".join(f"{one.upper()}: {OWN[one]}" for one in own)
        lines += [
            "",
            f"# The headers of a test account; for a cookie: {{COOKIE: {OWN['Cookie']}}}",
            f"env: {{{variables}}}",
        ]
    journeys = list(_journeys(chosen, base, own))
    # A file without any is refused with a sentence when it is read.
    some = any(line.startswith("  - ") for line in journeys)
    lines += ["", "journeys:" if some else "journeys: []", *journeys, "", TAIL]
    return "\n".join(lines)


def quoted(value: Value) -> str:
    """Return a value as YAML on one line: JSON with what YAML cannot print escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(_escaped, text)


def _journeys(chosen: Chosen, base: str, own: Collection[str]) -> Iterator[str]:
    for note in chosen.notes:
        yield f"  # {''.join(one if one.isprintable() else '?' for one in note)}"
    for route in chosen.routes:
        written = route.name, route.url, route.body
        if any("{{" in one for one in written):
            yield f"  # {route.name!r} is left out: `{{{{` in it would begin a variable"
            continue
        yield f"  - name: {quoted(route.name)}"
        yield f"    weight: {WEIGHTS[route.kind]:g}"
        yield f"    pause: [{PAUSE[0]:g}, {PAUSE[1]:g}]   # seconds between one user's requests"
        yield "    steps:"
        yield from (f"      {line}" for line in _step(route, base, own))


def _step(route: Route, base: str, own: Collection[str]) -> Iterator[str]:
    url = route.url
    rest = url.removeprefix(base)
    yield f"- url: {quoted(rest if url != rest and rest.startswith('/') else url)}"
    yield f"  name: {quoted(route.name)}"
    yield f"  kind: {route.kind.value}"
    if route.method != ("POST" if route.body else "GET"):
        yield f"  method: {route.method}"
    if route.caching is not Caching.UNDECLARED:
        yield f"  caching: {route.caching.value}"
    if route.kind is RouteKind.CHAT:
        yield "  stream: true"
    headers = {}
    if route.authenticated:
        headers = {one: f"{{{{ {one.upper()} }}}}" for one in own}
    if route.body:
        kind = content_type(route.body)
        if kind == JSON and _stays_json(route.body):
            yield f"  json: {quoted(json.loads(route.body))}"
        else:
            headers["Content-Type"] = kind
            yield f"  body: {quoted(route.body)}"
    if headers:
        yield f"  headers: {quoted(headers)}"


def _stays_json(body: str) -> bool:
    """Whether a JSON body can be written as YAML: not `null`, and no number that YAML changes."""
    tree = json.loads(body)
    try:
        return tree is not None and bool(read_document(quoted(tree), "body").tree == tree)
    except LoadError:
        return False


def _escaped(found: re.Match[str]) -> str:
    letter = found.group()
    return f"\\u{ord(letter):04x}" if letter <= "\uffff" else f"\\U{ord(letter):08x}"


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else "https://shop.example"
