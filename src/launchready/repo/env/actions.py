"""GitHub Actions: `env` of workflows, jobs and steps, and the secrets that they name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from launchready.derive.env.names import stage_in
from launchready.derive.pattern import lazy
from launchready.facts.env import Environment, Stage, Variable
from launchready.repo.env.documents import items, line_of, mapping, pairs, text_of
from launchready.repo.env.seal import referred
from launchready.repo.env.source import Source, once

_EXPRESSION = lazy(r"\$\{\{")
_NAMED = lazy(r"\b(?:secrets|vars)\.([A-Za-z_]\w{0,100})")


def read_actions(source: Source) -> Iterator[Environment]:
    """Read every job. What a workflow is given is not what the product runs with: never whole."""
    for path, text in source.files(".github/workflows/*.yml", ".github/workflows/*.yaml"):
        for document in source.yaml(path, text):
            table = mapping(document)
            common = tuple(_stated(source, text, table.get("env")))
            for name, one in mapping(table.get("jobs")).items():
                job = mapping(one)
                stage, shown = _stage(job)
                if shown:
                    found = once((*_job(source, text, job), *common))
                    yield Environment(shown or name, path, stage, found, platform="github actions")


def _stage(job: dict[str, Any]) -> tuple[Stage, str]:
    """Return the stage of a job that names its environment; others only build and test."""
    place = job.get("environment")
    name = text_of(place) or text_of(mapping(place).get("name")) or ""
    if not name or "${{" in name:
        return Stage.UNKNOWN, ""
    return stage_in(name), name


def _job(source: Source, text: str, job: dict[str, Any]) -> Iterator[Variable]:
    yield from _stated(source, text, job.get("env"))
    for one in items(job.get("steps")):
        step = mapping(one)
        yield from _stated(source, text, step.get("env"))
        for _, value in pairs(step.get("with")):
            for name in _NAMED.findall(value or ""):
                yield referred(name, line_of(text, name))
        for name in _NAMED.findall(text_of(step.get("run")) or ""):
            yield referred(name, line_of(text, name))


def _stated(source: Source, text: str, table: object) -> Iterator[Variable]:
    for name, value in pairs(table):
        line = line_of(text, name)
        if _EXPRESSION.search(value or ""):
            yield referred(name, line)
        else:
            yield source.seal.variable(name, value or "", line, raw=True)
