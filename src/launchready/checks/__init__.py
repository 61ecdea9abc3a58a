"""One file per check. Adding a file adds the check; there is no list to edit."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import walk_packages

from launchready.model.check import Check


@cache
def check_ids() -> tuple[str, ...]:
    """Return the id of every check, read from the names of their files alone."""
    found = walk_packages(__path__, f"{__name__}.")
    return tuple(
        sorted(one.name.rpartition(".")[2].replace("_", "-") for one in found if not one.ispkg)
    )


@cache
def all_checks() -> tuple[Check, ...]:
    """Find every check below this package, ordered by id."""
    modules = (
        import_module(info.name)
        for info in walk_packages(__path__, f"{__name__}.")
        if not info.ispkg
    )
    found = {
        value for module in modules for value in vars(module).values() if isinstance(value, Check)
    }
    return tuple(sorted(found, key=lambda check: check.id))
