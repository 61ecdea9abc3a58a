"""Who a name belongs to: by the Public Suffix List, and by DMARC's walk up the DNS tree."""

from __future__ import annotations

from collections.abc import Callable

from launchready.derive.public_suffix import registrable

Psd = Callable[[str], str | None]
"""Domain to the `psd` value (`y`, `n`, `u`) of its single valid DMARC record; None without one."""

_MOST_LABELS = 7


def registered_domain(name: str) -> str:
    """Return the organizational domain by the Public Suffix List (RFC 7489 section 3.2)."""
    return registrable(_plain(name))


def walk(name: str) -> tuple[str, ...]:
    """Return the names whose `_dmarc` records the tree walk asks for, in order.

    At most eight queries, however long the name (RFC 9989 section 4.10).
    """
    labels = _plain(name).split(".")
    above = labels[1:] if len(labels) <= _MOST_LABELS else labels[-_MOST_LABELS:]
    return (".".join(labels), *(".".join(above[place:]) for place in range(len(above))))


def walked_domain(name: str, psd: Psd) -> str:
    """Return the organizational domain by the tree walk (RFC 9989 section 4.10.2)."""
    start = _plain(name)
    found = ""
    for at in walk(start):
        kind = psd(at)
        if kind is None:
            continue
        if kind == "n":
            return at
        if kind == "y" and at != start:
            # The label below is the owner, whether or not it has a record of its own.
            return _child(start, at)
        found = at
    return found or start


def organizational_domain(name: str, psd: Psd | None = None) -> str:
    """Return who a name belongs to: by the tree walk where records are given, else by the list."""
    return registered_domain(name) if psd is None else walked_domain(name, psd)


def _child(name: str, parent: str) -> str:
    """Return the name one label below `parent` on the way to `name`."""
    labels = name.split(".")
    return ".".join(labels[-(parent.count(".") + 2) :])


def _plain(name: str) -> str:
    return name.lower().rstrip(".")
