"""Read the pipelines of every system whose definitions stand in a repository."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from launchready.facts.delivery import Pipeline, Pipelines
from launchready.facts.stack import Trace
from launchready.repo.ci import circle, github, gitlab, others
from launchready.repo.ci.started import Started
from launchready.repo.tree import Tree
from launchready.repo.yaml import YamlError

_BOTS = (
    *(".github/dependabot.yml", ".github/dependabot.yaml", "renovate.json", "renovate.json5"),
    *(".github/renovate.json", ".gitlab/renovate.json", ".renovaterc", ".renovaterc.json"),
)

Reader = Callable[[Tree, Started], Iterator[Pipeline]]
READERS: tuple[Reader, ...] = (github.read, gitlab.read, circle.read, others.read)


def read_pipelines(tree: Tree, started: Started) -> Pipelines:
    """Read every pipeline. Raises `YamlError` when a definition is there but cannot be read."""
    found = tuple(pipeline for reader in READERS for pipeline in reader(tree, started))
    bots = tuple(Trace(path) for path in _BOTS if path in tree)
    return Pipelines(pipelines=found, bots=bots)


__all__ = ["YamlError", "read_pipelines"]
