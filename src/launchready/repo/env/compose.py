"""Docker Compose: `environment` and `env_file` of every service."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import normpath

from launchready.derive.env.aside import is_aside
from launchready.derive.env.dotenv import interpolate, parse_dotenv
from launchready.derive.env.names import stage_in, stage_of_path
from launchready.facts.env import Environment, Stage, Variable
from launchready.repo.env.documents import items, line_of, mapping, pairs, text_of
from launchready.repo.env.seal import referred
from launchready.repo.env.source import Source, once

PATTERNS = ("docker-compose*.y*ml", "compose*.y*ml", "docker-stack*.y*ml")


def read_compose(source: Source) -> Iterator[Environment]:
    """Read every compose file; one that is named for a stage stands on its folder's base file."""
    read = {
        path: _variables(source, path, text)
        for path, text in source.files(*PATTERNS)
        if not is_aside(path)
    }
    for path, (variables, whole) in read.items():
        stage = stage_of_path(path)
        base = _base(path, read) if stage is Stage.PRODUCTION else None
        under, whole_under = read[base] if base else ((), True)
        yield Environment(
            stage if stage is not Stage.UNKNOWN else "compose",
            path,
            stage,
            once((*variables, *under)),
            whole=whole and whole_under,
            platform="compose",
        )


def _base(path: str, known: dict[str, tuple[tuple[Variable, ...], bool]]) -> str | None:
    folder = PurePosixPath(path).parent
    for other in known:
        place = PurePosixPath(other)
        if other != path and place.parent == folder and stage_in(place.name) is Stage.UNKNOWN:
            return other
    return None


def _variables(source: Source, path: str, text: str) -> tuple[tuple[Variable, ...], bool]:
    whole = True
    found: list[Variable] = []
    for document in source.yaml(path, text):
        for service in mapping(mapping(document).get("services")).values():
            table = mapping(service)
            found.extend(_stated(source, text, table.get("environment")))
            for place in _env_files(table.get("env_file")):
                inside = source.tree.text(normpath(str(PurePosixPath(path).parent / place)))
                whole = whole and inside is not None
                found.extend(
                    source.seal.variable(one.name, one.value, 0, whole=one.whole, raw=True)
                    for one in parse_dotenv(inside or "")
                )
    return once(found), whole


def _stated(source: Source, text: str, environment: object) -> Iterator[Variable]:
    for name, value in _pairs(environment):
        line = line_of(text, name)
        if value is None:
            # Without a value it is taken from the shell that runs compose.
            yield referred(name, line)
        else:
            put, whole = interpolate(value.replace("$$", "\\$"), {})
            yield source.seal.variable(name, put, line, whole=whole, raw=True)


def _pairs(environment: object) -> Iterator[tuple[str, str | None]]:
    if isinstance(environment, list):
        for one in environment:
            name, equals, value = (text_of(one) or "").partition("=")
            if name:
                yield name, value if equals else None
    else:
        yield from pairs(environment)


def _env_files(value: object) -> Iterator[str]:
    for one in [value] if isinstance(value, str) else items(value):
        place = one if isinstance(one, str) else text_of(mapping(one).get("path"))
        if place:
            yield place
