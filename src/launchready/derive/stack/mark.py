"""What gives a technology away."""

from __future__ import annotations

from dataclasses import dataclass, field

from launchready.facts.stack import Layer


@dataclass(frozen=True, slots=True)
class Mark:
    """One row of the table: a technology and its traces."""

    name: str
    layer: Layer
    billed: bool = False
    packages: frozenset[str] = field(default=frozenset())
    """`npm:next`, `pypi:django`; a `*` at the end stands for any rest."""
    files: tuple[str, ...] = ()
    """Names of files, as globs; with `/` a path from the root or from any folder."""
    variables: tuple[str, ...] = ()
    """Beginnings of the names of variables, as example files list them."""


def mark(
    name: str,
    layer: Layer,
    packages: str = "",
    *,
    files: str = "",
    variables: str = "",
    billed: bool = False,
) -> Mark:
    """Write a row; packages, files and variables are separated by spaces."""
    return Mark(
        name,
        layer,
        billed,
        frozenset(packages.split()),
        tuple(files.split()),
        tuple(variables.split()),
    )
