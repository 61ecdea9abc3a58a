"""CircleCI."""

from __future__ import annotations

from collections.abc import Iterator

from launchready.facts.delivery import Pipeline, Step
from launchready.facts.stack import Trace
from launchready.repo.ci.started import Started
from launchready.repo.tree import Tree
from launchready.repo.yaml import Node, YamlError, load

FILES = (".circleci/config.yml", ".circleci/config.yaml")
DEEPEST = 6


def read(tree: Tree, started: Started) -> Iterator[Pipeline]:
    """Read the configuration. Raises `YamlError` that names the file."""
    for path in FILES:
        if path not in tree:
            continue
        try:
            config = load(tree.text(path) or "")
        except YamlError as error:
            message = f"{path} cannot be read: {error}"
            raise YamlError(message) from None
        steps: list[Step] = []
        for job in config.get("jobs").mapping.values():
            steps += _steps(path, job.get("steps"), config, started, 0)
        yield Pipeline(
            Trace(path),
            "CircleCI",
            _every_branch(config),
            steps=tuple(steps),
            elsewhere=tuple(_orb_jobs(path, config)),
        )


def _steps(path: str, steps: Node, config: Node, started: Started, depth: int) -> Iterator[Step]:
    for step in steps.each():
        run = step.get("run")
        command = run.get("command") or run
        if command.text:
            yield from started.steps(path, command)
        # The repository's own commands; those of orbs have a slash in their name.
        for name in step.words():
            own = config.get("commands", name, "steps")
            if own and depth < DEEPEST:
                yield from _steps(path, own, config, started, depth + 1)


def _every_branch(config: Node) -> bool:
    """Whether some job is not kept to named branches; CircleCI builds every branch by itself."""
    entries = list(_entries(config))
    if not entries:
        return True
    limits = [one.get("filters", "branches", "only") for _, one in entries]
    return any(not limit for limit in limits)


def _orb_jobs(path: str, config: Node) -> Iterator[Trace]:
    own = config.get("jobs").mapping
    for name, entry in _entries(config):
        if "/" in name and name not in own:
            yield Trace(path, entry.line, f"orb job: {name}"[:200])


def _entries(config: Node) -> Iterator[tuple[str, Node]]:
    for workflow in config.get("workflows").mapping.values():
        for entry in workflow.get("jobs").each():
            if entry.text is not None:
                yield entry.text, entry
            yield from entry.mapping.items()
