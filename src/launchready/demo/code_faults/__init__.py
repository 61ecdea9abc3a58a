"""What is wrong with the repository of Harvest Lane: a module for each part."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from launchready.demo.repository import CodeFault


@cache
def all_code_faults() -> tuple[CodeFault, ...]:
    """Find every fault below this package, in the order of its modules and lines."""
    modules = (import_module(f"{__name__}.{info.name}") for info in iter_modules(__path__))
    return tuple(
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, CodeFault)
    )
