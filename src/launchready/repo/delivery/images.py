"""Whom containers run as: the last stage of every Dockerfile, and what starts the containers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from launchready.derive.env.aside import is_aside
from launchready.derive.mask import mask_line
from launchready.derive.pattern import lazy
from launchready.facts.delivery import Image, Images
from launchready.facts.stack import Trace
from launchready.repo.tree import Tree
from launchready.repo.yaml import YamlError, documents

FILES = ("Dockerfile", "Dockerfile.*", "*.Dockerfile", "*.dockerfile", "Containerfile")
COMPOSE = ("docker-compose*.yml", "docker-compose*.yaml", "compose*.yml", "compose*.yaml")
_DEVELOPMENT = lazy(
    r"(?:^|[._/-])(?:dev|development|local|test|ci|override)(?:[._/-]|$)", re.IGNORECASE
)
_FROM = lazy(r"^FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?", re.IGNORECASE)
_USER = lazy(r"^USER\s+(\S+)", re.IGNORECASE)
_UNPRIVILEGED = lazy(
    r"nonroot|unprivileged|rootless|^cgr\.dev/chainguard/|^bitnami/|^docker\.io/bitnami/"
    r"|^ghcr\.io/puppeteer/puppeteer|^jenkins/|^grafana/|^elasticsearch",
    re.IGNORECASE,
)
"""Base images that run as somebody else without being told."""


@dataclass(slots=True)
class _Stage:
    name: str
    base: str
    line: int
    user: str = ""
    user_line: int = 0
    text: str = ""


def read_images(tree: Tree) -> Images:
    """Read every image that is built here, and who starts containers as root."""
    kubernetes = _told_by_kubernetes(tree)
    images = [
        image
        for path in tree.named(*FILES)
        if not is_aside(path) and not _DEVELOPMENT.search(path)
        for image in _dockerfile(path, tree.text(path) or "")
        if not (image.root and not image.user and kubernetes)
    ]
    return Images(images=(*images, *_compose(tree)))


def _dockerfile(path: str, text: str) -> Iterator[Image]:
    """Yield the image that the file ends with."""
    stages: list[_Stage] = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.strip()
        begins = _FROM.match(words)
        if begins:
            stages.append(_Stage(begins.group(2) or "", begins.group(1), number, text=words))
        user = _USER.match(words)
        if user and stages:
            stages[-1].user, stages[-1].user_line = user.group(1), number
            stages[-1].text = words
    if not stages:
        return
    named = {stage.name.lower(): stage for stage in stages if stage.name}
    last = stages[-1]
    deciding, seen = last, {last.name.lower()}
    while not deciding.user and deciding.base.lower() in named:
        if deciding.base.lower() in seen:
            break
        seen.add(deciding.base.lower())
        deciding = named[deciding.base.lower()]
    runs_as = deciding.user
    if not runs_as and _UNPRIVILEGED.search(deciding.base):
        runs_as = "nonroot"
    at = Trace(path, deciding.user_line or last.line, mask_line(deciding.text))
    yield Image(at, runs_as, deciding.base[:100])


def _compose(tree: Tree) -> Iterator[Image]:
    for path in tree.named(*COMPOSE):
        if is_aside(path) or _DEVELOPMENT.search(path):
            continue
        try:
            found = documents(tree.text(path) or "")
        except YamlError:
            continue
        for node in found:
            for service in node.get("services").mapping.values():
                user = service.get("user")
                privileged = service.get("privileged")
                if privileged.text == "true":
                    yield Image(Trace(path, privileged.line, "privileged: true"), "root")
                elif user.text and user.text.partition(":")[0] in {"root", "0"}:
                    yield Image(Trace(path, user.line, f"user: {user.text}"[:80]), user.text)


def _told_by_kubernetes(tree: Tree) -> bool:
    """Whether manifests here refuse to run anything as root."""
    return any(
        "runAsNonRoot: true" in (tree.text(path) or "")
        for path in tree.named("*.yaml", "*.yml")
        if not is_aside(path) and not path.startswith(".")
    )
