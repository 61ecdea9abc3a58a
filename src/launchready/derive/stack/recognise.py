"""Turn packages, files and names of variables into technologies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from launchready.derive.mask import mask_line
from launchready.derive.stack.building import CONTAINERS, DATABASES, FRAMEWORKS
from launchready.derive.stack.mark import Mark
from launchready.derive.stack.platforms import HOSTING, MONITORING
from launchready.derive.stack.vendors import VENDORS
from launchready.facts.stack import Technology, Trace

MARKS = (*FRAMEWORKS, *DATABASES, *HOSTING, *CONTAINERS, *MONITORING, *VENDORS)
MOST_TRACES = 3


@dataclass(frozen=True, slots=True)
class Package:
    """A dependency that a manifest names."""

    name: str
    """With its registry: `npm:next`, in lower case."""
    trace: Trace


@dataclass(frozen=True, slots=True)
class NamedVariable:
    """A variable that an example or a settings file names."""

    name: str
    trace: Trace


def recognise(
    packages: Iterable[Package],
    files: Iterable[str],
    variables: Iterable[NamedVariable] = (),
    extra: Iterable[tuple[str, Trace]] = (),
) -> tuple[Technology, ...]:
    """Return what was recognised, in the table's order, with at most three traces each.

    `extra` holds technologies that were told by what a file says: a name of the table, and where.
    """
    traces: dict[str, list[Trace]] = {}
    for path in files:
        for mark in _by_file(path):
            traces.setdefault(mark.name, []).append(Trace(path))
    for name, trace in extra:
        traces.setdefault(name, []).append(trace)
    for package in packages:
        for mark in _by_package(package.name):
            traces.setdefault(mark.name, []).append(package.trace)
    for variable in variables:
        for mark in _by_variable(variable.name):
            traces.setdefault(mark.name, []).append(variable.trace)
    found = [
        Technology(one.name, one.layer, one.billed, tuple(traces[one.name][:MOST_TRACES]))
        for one in MARKS
        if one.name in traces
    ]
    return tuple(sorted(found, key=_surest))


def _surest(one: Technology) -> bool:
    """A platform's own file says more than a dependency: it comes first (the sort is stable)."""
    return not any(trace.text == "" for trace in one.traces)


def shown(path: str, line: int, text: str) -> Trace:
    """Make a trace of a line, masked."""
    return Trace(path, line, mask_line(text))


@cache
def _exact_files() -> dict[str, list[Mark]]:
    table: dict[str, list[Mark]] = {}
    for mark in MARKS:
        for pattern in mark.files:
            if not _is_glob(pattern) and "/" not in pattern:
                table.setdefault(pattern, []).append(mark)
    return table


@cache
def _file_patterns() -> tuple[tuple[str, Mark], ...]:
    return tuple(
        (pattern, mark)
        for mark in MARKS
        for pattern in mark.files
        if _is_glob(pattern) or "/" in pattern
    )


def _is_glob(pattern: str) -> bool:
    return "*" in pattern


def _by_file(path: str) -> list[Mark]:
    name = path.rpartition("/")[2]
    found = list(_exact_files().get(name, ()))
    for pattern, mark in _file_patterns():
        whole = path if "/" in pattern else name
        if fnmatchcase(whole, pattern) or ("/" in pattern and whole.endswith(f"/{pattern}")):
            found.append(mark)
    return found


@cache
def _exact_packages() -> dict[str, list[Mark]]:
    table: dict[str, list[Mark]] = {}
    for mark in MARKS:
        for name in mark.packages:
            table.setdefault(name.lower(), []).append(mark)
    return table


@cache
def _package_beginnings() -> tuple[tuple[str, Mark], ...]:
    return tuple(
        (name[:-1].lower(), mark) for mark in MARKS for name in mark.packages if name[-1] == "*"
    )


def _by_package(name: str) -> list[Mark]:
    found = list(_exact_packages().get(name, ()))
    found.extend(mark for start, mark in _package_beginnings() if name.startswith(start))
    return found


@cache
def _variable_beginnings() -> tuple[tuple[str, Mark], ...]:
    return tuple((start, mark) for mark in MARKS for start in mark.variables)


def _by_variable(name: str) -> list[Mark]:
    return [mark for start, mark in _variable_beginnings() if name.startswith(start)]
