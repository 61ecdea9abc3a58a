"""Systems whose steps are lists of commands, and scripts that a system outside runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from launchready.derive.pattern import lazy
from launchready.facts.delivery import Pipeline, Step
from launchready.facts.stack import Trace
from launchready.repo.ci.started import Started
from launchready.repo.tree import Tree
from launchready.repo.yaml import Node, YamlError, documents

SYSTEMS: tuple[tuple[str, str, bool | None], ...] = (
    ("azure-pipelines.yml", "Azure Pipelines", None),
    (".azure-pipelines/*.yml", "Azure Pipelines", None),
    ("bitbucket-pipelines.yml", "Bitbucket Pipelines", None),
    (".travis.yml", "Travis CI", None),
    ("appveyor.yml", "AppVeyor", None),
    (".appveyor.yml", "AppVeyor", None),
    (".buildkite/pipeline.yml", "Buildkite", None),
    (".drone.yml", "Drone", None),
    (".woodpecker.yml", "Woodpecker", None),
    (".woodpecker/*.yml", "Woodpecker", None),
    (".woodpecker/*.yaml", "Woodpecker", None),
    (".cirrus.yml", "Cirrus CI", True),
    (".semaphore/semaphore.yml", "Semaphore", True),
    (".build.yml", "builds.sr.ht", None),
    (".builds/*.yml", "builds.sr.ht", None),
    ("codemagic.yaml", "Codemagic", None),
    ("cloudbuild.yaml", "Cloud Build", None),
    ("buildspec.yml", "CodeBuild", None),
)
"""A file's pattern, the system, and whether it runs before merges; None: set outside."""

SCRIPTS = (".ci/*", "ci/run*", "ci.sh", "scripts/ci", "scripts/ci.sh", "script/cibuild", "bin/ci")
_JENKINS = lazy(r"\b(?:sh|bat)\s*\(?\s*(?:script:\s*)?(\"\"\"|'''|[\"'])(.+?)\1", re.DOTALL)
_KEYS = frozenset(
    {"script", "scripts", "run", "command", "commands", "before_script", "bash", "test_script"}
    | {"build_script", "install", "before_install", "tasks", "build", "test", "after_success"}
    | {"before_deploy", "deploy", "inlineScript", "args"}
)
_REQUESTS = lazy(r"pull[_-]?requests?|merge[_-]?request|^pr:", re.IGNORECASE | re.MULTILINE)


def read(tree: Tree, started: Started) -> Iterator[Pipeline]:
    """Read the definitions. Raises `YamlError` that names the file."""
    for pattern, system, before in SYSTEMS:
        for path in tree.named(pattern):
            if path.count("/") == pattern.count("/"):
                found = _yaml(tree, path, system, started)
                yield found if before is None else replace(found, merge_requests=before)
    for path in tree.named("Jenkinsfile", "Jenkinsfile.*"):
        yield Pipeline(
            Trace(path),
            "Jenkins",
            None,
            steps=tuple(_jenkins(path, tree.text(path) or "", started)),
        )
    for path in tree.named(*SCRIPTS):
        text = tree.text(path) or ""
        if text.startswith("#!"):
            steps = tuple(started.of_text(path, text))
            yield Pipeline(Trace(path), "a script for CI", None, steps=steps)


def _yaml(tree: Tree, path: str, system: str, started: Started) -> Pipeline:
    text = tree.text(path) or ""
    try:
        found = documents(text)
    except YamlError as error:
        message = f"{path} cannot be read: {error}"
        raise YamlError(message) from None
    steps = [step for node in found for step in _steps(path, node, started, "")]
    before = True if _REQUESTS.search(text) else None
    return Pipeline(Trace(path), system, before, steps=tuple(steps))


def _steps(path: str, node: Node, started: Started, key: str) -> Iterator[Step]:
    """Walk the values below; strings below a key that holds commands are commands."""
    if node.text is not None:
        if key in _KEYS or key.endswith("_script"):
            yield from started.steps(path, node)
        return
    for item in node.items or ():
        yield from _steps(path, item, started, key)
    for name, value in node.pairs or ():
        inner = name if name in _KEYS or name.endswith("_script") or value.items is None else ""
        yield from _steps(path, value, started, inner)


def _jenkins(path: str, text: str, started: Started) -> Iterator[Step]:
    for found in _JENKINS.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield from started.of_text(path, found.group(2), line)
