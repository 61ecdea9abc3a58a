"""Render, Fly, Netlify, Vercel and Heroku: the settings that their files hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from launchready.derive.env.names import stage_in
from launchready.facts.env import Environment, Stage, Variable
from launchready.repo.env.documents import items, line_of, mapping, pairs, text_of
from launchready.repo.env.seal import hidden, referred
from launchready.repo.env.source import Source, once

_CONTEXTS = {
    "production": Stage.PRODUCTION,
    "deploy-preview": Stage.PREVIEW,
    "branch-deploy": Stage.PREVIEW,
    "dev": Stage.DEVELOPMENT,
}


def read_render(source: Source) -> Iterator[Environment]:
    """Read `render.yaml`. The dashboard may hold more, so it is never the whole."""
    for path, text in source.files("render.yaml", "render.yml"):
        for document in source.yaml(path, text):
            groups = {
                text_of(mapping(one).get("name")): items(mapping(one).get("envVars"))
                for one in items(mapping(document).get("envVarGroups"))
            }
            staged: dict[Stage, list[Variable]] = {}
            for service in items(mapping(document).get("services")):
                name = text_of(mapping(service).get("name")) or ""
                stage = stage_in(name)
                stage = Stage.PRODUCTION if stage is Stage.UNKNOWN else stage
                entries = items(mapping(service).get("envVars"))
                staged.setdefault(stage, []).extend(_render(source, text, entries, groups))
            for stage, found in staged.items():
                yield Environment(stage.value, path, stage, once(found), platform="render")


def _render(
    source: Source, text: str, entries: Iterable[Any], groups: dict[str | None, list[Any]]
) -> Iterator[Variable]:
    for one in entries:
        entry = mapping(one)
        group = text_of(entry.get("fromGroup"))
        if group is not None:
            yield from _render(source, text, groups.get(group, ()), {})
        name = text_of(entry.get("key"))
        if not name:
            continue
        line = line_of(text, name)
        value = text_of(entry.get("value"))
        if value is not None:
            yield source.seal.variable(name, value, line, raw=True)
        elif entry.get("sync") == "false":
            yield hidden(name, line)
        else:
            yield referred(name, line)


def read_fly(source: Source) -> Iterator[Environment]:
    """Read the `[env]` table of `fly.toml`. Secrets are set elsewhere, so it is never the whole."""
    for path, text in source.files("fly.toml", "fly.*.toml"):
        table = source.toml(path, text)
        stage = stage_in(path.rpartition("/")[2].removeprefix("fly").removesuffix("toml"))
        if stage is Stage.UNKNOWN:
            stage = stage_in(text_of(table.get("app")) or "")
        stage = Stage.PRODUCTION if stage is Stage.UNKNOWN else stage
        found = _plain(source, text, table.get("env"))
        yield Environment(stage.value, path, stage, once(found), platform="fly")


def read_netlify(source: Source) -> Iterator[Environment]:
    """Read the environments of `netlify.toml`: of all builds, and of each context."""
    for path, text in source.files("netlify.toml"):
        table = source.toml(path, text)
        common = tuple(_plain(source, text, mapping(table.get("build")).get("environment")))
        contexts = mapping(table.get("context"))
        for name in dict.fromkeys(("production", *contexts)):
            stage = _CONTEXTS.get(name) or stage_in(name)
            own = _plain(source, text, mapping(contexts.get(name)).get("environment"))
            yield Environment(name, path, stage, once((*own, *common)), platform="netlify")


def read_vercel(source: Source) -> Iterator[Environment]:
    """Read `env` and `build.env` of `vercel.json`, which both apply to production."""
    for path, text in source.files("vercel.json"):
        table = mapping(source.json(path, text))
        found = [
            referred(one.name, one.line) if value.startswith("@") else one
            for place in (table.get("env"), mapping(table.get("build")).get("env"))
            for one, value in _with_text(source, text, place)
        ]
        if found:
            yield Environment("production", path, Stage.PRODUCTION, once(found), platform="vercel")


def _with_text(source: Source, text: str, place: object) -> Iterator[tuple[Variable, str]]:
    for name, value in pairs(place):
        yield source.seal.variable(name, value or "", line_of(text, name), raw=True), value or ""


def read_heroku(source: Source) -> Iterator[Environment]:
    """Read `app.json`: what a new app is given, and what review and test apps are given."""
    for path, text in source.files("app.json"):
        table = mapping(source.json(path, text))
        stages = mapping(table.get("environments"))
        places = [("app.json", Stage.EXAMPLE, table.get("env"))]
        places += [
            (name, Stage.PREVIEW if name == "review" else stage_in(name), mapping(one).get("env"))
            for name, one in stages.items()
        ]
        for name, stage, entries in places:
            found = [_heroku(source, text, key, one) for key, one in mapping(entries).items()]
            if found:
                yield Environment(name, path, stage, once(found), platform="heroku")


def _heroku(source: Source, text: str, name: str, entry: object) -> Variable:
    value = text_of(entry if not isinstance(entry, dict) else entry.get("value"))
    line = line_of(text, name)
    return (
        hidden(name, line) if value is None else source.seal.variable(name, value, line, raw=True)
    )


def _plain(source: Source, text: str, table: object) -> Iterator[Variable]:
    for name, value in pairs(table):
        yield source.seal.variable(name, value or "", line_of(text, name), raw=True)
