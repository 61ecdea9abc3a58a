"""What is wrong with Harvest Lane: each fault, how it is planted, and which check finds it."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from launchready.demo.faults.fault import Fault

__all__ = ["Fault", "all_faults"]


@cache
def all_faults() -> tuple[Fault, ...]:
    """Find every fault below this package, in the order of its modules and lines."""
    modules = (import_module(f"{__name__}.{info.name}") for info in iter_modules(__path__))
    return tuple(
        value for module in modules for value in vars(module).values() if isinstance(value, Fault)
    )
