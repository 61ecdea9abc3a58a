"""Read the dependencies that package manifests name: npm, PyPI, RubyGems, Composer, Go."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from launchready.derive.pattern import lazy
from launchready.derive.stack.recognise import Package, shown

_REQUIREMENT = lazy(r"\s*([A-Za-z0-9][\w.-]{0,100})")
_GEM = lazy(r"""^\s*gem[\s(]+["']([\w-]{1,100})["']""", re.MULTILINE)
_GO = lazy(r"^\s*(?:require\s+)?([a-z0-9][\w.-]*\.[a-z]{2,}/[\w./-]{1,200})\s+v", re.MULTILINE)
_HEX = lazy(r"\{:(\w{1,60}),")
_SECTIONS = ("dependencies", "devDependencies", "optionalDependencies", "peerDependencies")


def packages_in(path: str, text: str) -> tuple[Package, ...]:
    """Return the packages that a manifest names; nothing for one that cannot be read."""
    name = path.rpartition("/")[2]
    for pattern, read in _READERS:
        if re.fullmatch(pattern, name):
            try:
                found = tuple(read(text))
            except (ValueError, RecursionError):
                # A manifest with a syntax error is its owner's to find: their tools refuse it.
                return ()
            return tuple(_package(path, text, one) for one in dict.fromkeys(found))
    return ()


def _package(path: str, text: str, name: str) -> Package:
    bare = name.partition(":")[2]
    pattern = re.sub(r"[-_.]", "[-_.]", re.escape(bare).replace(r"\-", "-").replace(r"\.", "."))
    place = re.search(rf"(?<![\w@/.-]){pattern}(?![\w/])", text, re.IGNORECASE)
    at = place.start() if place else 0
    line = text.count("\n", 0, at) + 1
    end = text.find("\n", at)
    begin = text.rfind("\n", 0, at) + 1
    return Package(name.lower(), shown(path, line, text[begin : end if end >= 0 else None]))


def _npm(text: str) -> Iterator[str]:
    table = _object(json.loads(text))
    for section in _SECTIONS:
        for name in _object(table.get(section)):
            yield f"npm:{name}"


def _composer(text: str) -> Iterator[str]:
    table = _object(json.loads(text))
    for section in ("require", "require-dev"):
        for name in _object(table.get(section)):
            yield f"composer:{name}"


def _requirements(text: str) -> Iterator[str]:
    return _python(line for line in text.splitlines() if not line.lstrip().startswith(("#", "-")))


def _pyproject(text: str) -> Iterator[str]:
    table = tomllib.loads(text)
    project = _object(table.get("project"))
    yield from _python(_list(project.get("dependencies")))
    for group in _object(project.get("optional-dependencies")).values():
        yield from _python(_list(group))
    for group in _object(table.get("dependency-groups")).values():
        yield from _python(_list(group))
    poetry = _object(_object(table.get("tool")).get("poetry"))
    yield from _python(_object(poetry.get("dependencies")))
    for group in _object(poetry.get("group")).values():
        yield from _python(_object(_object(group).get("dependencies")))


def _pipfile(text: str) -> Iterator[str]:
    table = tomllib.loads(text)
    for section in ("packages", "dev-packages"):
        yield from _python(_object(table.get(section)))


def _python(lines: Iterable[Any]) -> Iterator[str]:
    for line in lines:
        found = _REQUIREMENT.match(line) if isinstance(line, str) else None
        if found:
            yield "pypi:" + re.sub(r"[-_.]+", "-", found.group(1).lower())


def _gems(text: str) -> Iterator[str]:
    return (f"gem:{name}" for name in _GEM.findall(text))


def _go(text: str) -> Iterator[str]:
    return (f"go:{name}" for name in _GO.findall(text))


def _hex(text: str) -> Iterator[str]:
    return (f"hex:{name}" for name in _HEX.findall(text))


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


_READERS: tuple[tuple[str, Callable[[str], Iterable[str]]], ...] = (
    (r"package\.json", _npm),
    (r"composer\.json", _composer),
    (r"pyproject\.toml", _pyproject),
    (r"Pipfile", _pipfile),
    (r"(?:requirements|constraints)[\w.-]*\.(?:txt|in)", _requirements),
    (r"Gemfile|gems\.rb|[\w-]+\.gemspec", _gems),
    (r"go\.mod", _go),
    (r"mix\.exs", _hex),
)

MANIFESTS = (
    *("package.json", "composer.json", "pyproject.toml", "Pipfile", "requirements*.txt"),
    *("requirements*.in", "Gemfile", "gems.rb", "go.mod", "mix.exs"),
)
"""The names of files that `packages_in` reads, as globs."""
