"""The tree of names above a host."""

from __future__ import annotations

from launchready.derive.public_suffix import registrable

MOST_LEVELS = 8


def climb(host: str) -> tuple[str, ...]:
    """Return the host and the names above it, up to the domain that somebody registered."""
    top = registrable(host)
    names = [host]
    while names[-1] != top and "." in names[-1] and len(names) < MOST_LEVELS:
        names.append(names[-1].partition(".")[2])
    return tuple(names)


def within(name: str, domain: str) -> bool:
    """Whether a name is the domain or below it."""
    return name == domain or name.endswith(f".{domain}")
