"""Ways to look, one file each: adding a file adds it. Collectors see; they do not judge."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import walk_packages

from launchready.collect.collector import Collector


@cache
def all_collectors() -> tuple[Collector, ...]:
    """Find every collector below this package, ordered by the kind of fact it gives."""
    modules = (
        import_module(info.name)
        for info in walk_packages(__path__, f"{__name__}.")
        if not info.ispkg
    )
    found = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, Collector)
    }
    return tuple(sorted(found, key=lambda one: one.kind.__name__))
