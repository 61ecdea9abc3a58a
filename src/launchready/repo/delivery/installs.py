"""What each folder installs, which file fixes the versions, and which commands do not heed it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from launchready.derive.delivery.installing import ignores_lock
from launchready.derive.delivery.words import commands
from launchready.derive.env.aside import is_aside
from launchready.derive.mask import mask_line
from launchready.derive.pattern import lazy
from launchready.facts.delivery import Installs, Package, Pipelines, Step
from launchready.facts.stack import Trace
from launchready.repo.delivery.images import FILES as DOCKERFILES
from launchready.repo.tree import Tree

JAVASCRIPT = {
    "package-lock.json": "npm",
    "npm-shrinkwrap.json": "npm",
    "yarn.lock": "Yarn",
    "pnpm-lock.yaml": "pnpm",
    "bun.lock": "Bun",
    "bun.lockb": "Bun",
    "deno.lock": "Deno",
}
PYTHON = {
    "uv.lock": "uv",
    "poetry.lock": "Poetry",
    "pdm.lock": "PDM",
    "Pipfile.lock": "Pipenv",
    "pylock.toml": "pip",
    "conda-lock.yml": "conda",
}
OTHERS = (
    ("Gemfile", "Bundler", ("Gemfile.lock", "gems.locked")),
    ("composer.json", "Composer", ("composer.lock",)),
    ("Cargo.toml", "Cargo", ("Cargo.lock",)),
    ("mix.exs", "Mix", ("mix.lock",)),
)
_PINNED = lazy(r"^[A-Za-z0-9][\w.\[\],-]*\s*(?:===?\s*[\w.!+*-]+|@\s*\S+)")
_ASKED = lazy(r"^[A-Za-z0-9][\w.-]*")
_DOCKER_RUN = lazy(r"^\s*RUN\s+(?:--\S+\s+)*", re.IGNORECASE)


def read_installs(tree: Tree, pipelines: Pipelines) -> Installs:
    """Read every package folder and every install command of pipelines and images."""
    packages = (*_javascript(tree), *_python(tree), *_others(tree))
    locked = frozenset(one.manager for one in packages if one.lock)
    steps = (
        *(step for one in pipelines.pipelines for step in one.steps),
        *_image_steps(tree),
    )
    classic = any(
        "# yarn lockfile v1" in (tree.text(path) or "")[:300] for path in tree.named("yarn.lock")
    )
    loose = tuple(
        step
        for step in steps
        if ignores_lock(tuple(step.trace.text.split()), locked, classic_yarn=classic)
    )
    return Installs(packages=packages, loose=tuple(dict.fromkeys(loose)))


def _javascript(tree: Tree) -> Iterator[Package]:
    for path in tree.named("package.json"):
        wants = _json(tree.text(path) or "")
        asked = {**_table(wants, "dependencies"), **_table(wants, "devDependencies")}
        if is_aside(path) or not any(_from_registry(value) for value in asked.values()):
            continue
        locks = _nearest(tree, path, JAVASCRIPT)
        first, *others = locks or [""]
        yield Package(JAVASCRIPT.get(_name(first), "npm"), path, first, _rivals(first, others))


def _from_registry(version: object) -> bool:
    """Packages of the same workspace need no lock of their own."""
    return isinstance(version, str) and not version.startswith(("workspace:", "file:", "link:"))


def _rivals(first: str, others: Iterable[str]) -> tuple[str, ...]:
    own = JAVASCRIPT.get(_name(first))
    return tuple(one for one in others if JAVASCRIPT[_name(one)] != own)


def _python(tree: Tree) -> Iterator[Package]:
    folders: dict[str, list[str]] = {}
    names = ("pyproject.toml", "requirements*.txt", "requirements/*.txt", "Pipfile", "setup.py")
    for path in tree.named(*names, "requirements*.in"):
        if not is_aside(path) and _asks(tree, path):
            folder = str(PurePosixPath(path).parent).removesuffix("requirements").rstrip("/.")
            folders.setdefault(folder, []).append(path)
    for paths in folders.values():
        asking = next((one for one in paths if one.endswith((".toml", ".in", "Pipfile"))), paths[0])
        pinned = [one for one in paths if one.endswith(".txt") and _is_pinned(tree, one)]
        locks = [*_nearest(tree, asking, PYTHON), *pinned]
        lock = locks[0] if locks else ""
        manager = PYTHON.get(_name(lock), "pip")
        rivals = [one for one in locks[1:] if _name(one) in PYTHON]
        yield Package(manager, asking, lock, tuple(rivals))


def _asks(tree: Tree, path: str) -> bool:
    text = tree.text(path) or ""
    if path.endswith(".toml"):
        try:
            table: Any = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError):
            return False
        own = _table(_table(table, "tool"), "poetry").get("dependencies")
        return bool(_table(table, "project").get("dependencies") or own)
    if path.endswith("setup.py"):
        return "install_requires" in text
    return any(_ASKED.match(line) for line in text.splitlines())


def _is_pinned(tree: Tree, path: str) -> bool:
    lines = [line.strip() for line in (tree.text(path) or "").splitlines()]
    asked = [line for line in lines if _ASKED.match(line)]
    return bool(asked) and all(_PINNED.match(line) for line in asked)


def _others(tree: Tree) -> Iterator[Package]:
    for manifest, manager, locks in OTHERS:
        for path in tree.named(manifest):
            text = tree.text(path) or ""
            if is_aside(path) or not _wants_lock(manager, path, text, tree):
                continue
            found = _nearest(tree, path, dict.fromkeys(locks, manager))
            yield Package(manager, path, found[0] if found else "")
    for path in tree.named("go.mod"):
        if not is_aside(path) and re.search(r"^\s*require\b", tree.text(path) or "", re.MULTILINE):
            found = _nearest(tree, path, {"go.sum": "Go"})
            yield Package("Go", path, found[0] if found else "")


def _wants_lock(manager: str, path: str, text: str, tree: Tree) -> bool:
    if manager == "Cargo":
        folder = path.removesuffix("Cargo.toml")
        return "[dependencies" in text and f"{folder}src/main.rs" in tree
    if manager == "Composer":
        packages = _table(_json(text), "require")
        return any("/" in name for name in packages)
    if manager == "Bundler":
        return bool(re.search(r"^\s*gem\s", text, re.MULTILINE))
    return "deps" in text


def _nearest(tree: Tree, path: str, names: Iterable[str]) -> list[str]:
    """Return the lock files of the nearest folder that has any, upwards."""
    folder = PurePosixPath(path).parent
    for place in (folder, *folder.parents):
        prefix = "" if str(place) == "." else f"{place}/"
        found = [prefix + name for name in names if prefix + name in tree]
        if found:
            return found
    return []


def _image_steps(tree: Tree) -> Iterator[Step]:
    for path in tree.named(*DOCKERFILES):
        if is_aside(path):
            continue
        text = (tree.text(path) or "").replace("\\\n", "\x01")
        number = 1
        for line in text.splitlines():
            words = _DOCKER_RUN.sub("", line)
            if words != line:
                for command in commands(words.replace("\x01", " ")):
                    yield Step(Trace(path, number, mask_line(command.text)))
            number += line.count("\x01") + 1


def _json(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _table(table: object, key: str) -> dict[str, Any]:
    value = table.get(key) if isinstance(table, dict) else None
    return value if isinstance(value, dict) else {}


def _name(path: str) -> str:
    return path.rpartition("/")[2]
