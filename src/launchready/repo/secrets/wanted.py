"""What to look at when secrets are looked for, and how."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Wanted:
    """How to look for secrets."""

    history: bool = True
    given: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Names and values of production that are searched word for word."""
    logs: tuple[Path, ...] = ()
    thorough: bool = False
    """Read the code that visitors load with the whole engine, and every source map of it."""
