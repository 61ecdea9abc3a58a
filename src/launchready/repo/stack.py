"""Recognise what a repository is built of, from its files alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from launchready.derive.env.aside import is_aside
from launchready.derive.pattern import lazy
from launchready.derive.stack.packages import MANIFESTS, packages_in
from launchready.derive.stack.recognise import NamedVariable, Package, recognise, shown
from launchready.facts.base import PRODUCT
from launchready.facts.stack import Layer, Stack, Technology, Trace
from launchready.repo.tree import Tree

_ASSIGNED = lazy(r"^(?:export\s+)?([A-Z][A-Z0-9_]{2,80})\s*=", re.MULTILINE)
_KUBERNETES = lazy(
    r"^kind:\s*(?:Deployment|StatefulSet|DaemonSet|CronJob|Job|Service|Ingress|ConfigMap)\b",
    re.MULTILINE,
)
_MOST_YAML = 300
_MOST_MANIFESTS = 500


def read_stack(tree: Tree) -> Stack:
    """Recognise the stack; tests, examples and documentation do not count."""
    own = [path for path in tree.files if not is_aside(path)]
    technologies = recognise(
        _packages(tree, own), own, _variables(tree), _told_by_content(tree, own)
    )
    return Stack(PRODUCT, tuple(_first_host(technologies)), len(tree.files), tree.unread)


def hosting_in(repo: Path) -> str:
    """Return the platform that a folder's code is made for; empty where nothing tells."""
    return read_stack(Tree(repo)).hosting


def _first_host(technologies: tuple[Technology, ...]) -> Iterator[Technology]:
    """Leave out what only looks like hosting: Firebase as a library deploys nothing."""
    for one in technologies:
        if one.layer is not Layer.HOSTING or any(trace.text == "" for trace in one.traces):
            yield one
        elif one.name in {"Firebase", "Railway", "Cloudflare", "AWS"}:
            yield Technology(one.name, Layer.OTHER, one.billed, one.traces)
        else:
            yield one


def _packages(tree: Tree, own: list[str]) -> Iterator[Package]:
    wanted = [path for path in tree.named(*MANIFESTS) if path in set(own)]
    for path in wanted[:_MOST_MANIFESTS]:
        text = tree.text(path)
        if text is not None:
            yield from packages_in(path, text)


def _variables(tree: Tree) -> Iterator[NamedVariable]:
    for path in tree.named(".env", ".env.*", "*.env.example", "env.example"):
        for line, name in _names(tree.text(path) or ""):
            yield NamedVariable(name, shown(path, line, name))


def _names(text: str) -> Iterator[tuple[int, str]]:
    for found in _ASSIGNED.finditer(text):
        yield text.count("\n", 0, found.start()) + 1, found.group(1)


def _told_by_content(tree: Tree, own: list[str]) -> Iterator[tuple[str, Trace]]:
    """Kubernetes files have any name: what they hold tells."""
    candidates = [path for path in own if path.endswith((".yaml", ".yml"))]
    for path in candidates[:_MOST_YAML]:
        if path.startswith((".github/", ".gitlab")):
            continue
        text = tree.text(path, most=1 << 18) or ""
        found = _KUBERNETES.search(text)
        if found and "apiVersion:" in text:
            yield "Kubernetes", Trace(path, text.count("\n", 0, found.start()) + 1)
