"""Kamal: `config/deploy*.yml` with its clear and secret variables, `.kamal/secrets*` with names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from launchready.derive.env.dotenv import parse_dotenv
from launchready.derive.env.names import stage_in
from launchready.derive.pattern import lazy
from launchready.facts.env import Environment, Stage, State, Variable
from launchready.repo.env.documents import items, line_of, mapping, pairs, text_of
from launchready.repo.env.seal import referred
from launchready.repo.env.source import Source, once

_ERB = lazy(r"<%.*?%>", re.DOTALL)


def read_kamal(source: Source) -> Iterator[Environment]:
    """Read every destination. Kamal gives a container nothing else, so each is the whole."""
    for path, text in source.files("config/deploy.yml", "config/deploy.*.yml"):
        name = PurePosixPath(path).name
        destination = name.removeprefix("deploy").removesuffix("yml").strip(".")
        stage = stage_in(destination) if destination else Stage.PRODUCTION
        folder = PurePosixPath(path).parent.parent
        known = _secrets(source, folder, destination)
        # Kamal puts templates into the file; what they print is not known here.
        plain = _ERB.sub("ERB", text)
        for document in source.yaml(path, plain):
            if "service" not in mapping(document) and "env" not in mapping(document):
                continue
            found = list(_variables(source, text, mapping(document).get("env"), known))
            yield Environment(
                destination or "production",
                path,
                stage,
                once(found),
                whole=True,
                platform="kamal",
            )


def _variables(
    source: Source,
    text: str,
    environment: object,
    known: dict[str, Variable] | None,
) -> Iterator[Variable]:
    table = mapping(environment)
    layered = "clear" in table or "secret" in table
    for name, value in pairs(table.get("clear") if layered else table):
        if value == "ERB" or (value is not None and "ERB" in value):
            yield referred(name, line_of(text, name))
        else:
            yield source.seal.variable(name, value or "", line_of(text, name), raw=True)
    for one in items(table.get("secret")):
        name, _, alias = (text_of(one) or "").partition(":")
        if name and known is not None and (alias or name) in known:
            stored = known[alias or name]
            yield Variable(name, stored.state, stored.fingerprint, stored.looks, stored.line)
        elif name and known is None:
            yield referred(name, line_of(text, name))
        elif name:
            # The secrets file is there and lacks it: the container gets nothing.
            yield Variable(name, State.EMPTY, line=line_of(text, name))


def _secrets(source: Source, folder: PurePosixPath, destination: str) -> dict[str, Variable] | None:
    """Return what the secrets files name; None where there is none."""
    names = [".kamal/secrets-common", ".kamal/secrets"]
    if destination:
        names = [".kamal/secrets-common", f".kamal/secrets.{destination}"]
    found: dict[str, Variable] = {}
    seen = False
    for name in names:
        text = source.tree.text(str(folder / name))
        if text is None:
            continue
        seen = True
        for one in parse_dotenv(text):
            stored = source.seal.variable(one.name, one.value, one.line, whole=one.whole)
            # `KEY=$KEY` and `KEY=$(op read …)` are how the file is meant to be written.
            found[one.name] = stored
    return found if seen else None
