"""Whether one answer under load came from a cache."""

from __future__ import annotations

from collections.abc import Sequence

from launchready.derive.caches.cache_status import VENDORS, Served, cache_status

_ASKED = frozenset({"cache-status", "age", *VENDORS})


def said(headers: Sequence[tuple[str, str]]) -> tuple[bool | None, str]:
    """Return whether an answer came from a shared cache, and the header that says so.

    True also where only another cache of a chain had it (`X-Cache: HIT, MISS`), because the product
    was spared, and where it was old or revalidated. False for what a cache asked the
    product for, or passes by rule (`DYNAMIC`, `BYPASS`). None where no header tells.
    """
    head = _Head(headers)
    if not head.values:
        return None, ""
    status = cache_status(head)
    name = status.evidence.partition(":")[0].lower()
    match status.served:
        case Served.CACHE:
            return True, name
        case Served.ORIGIN | Served.PASSED:
            return False, name
        case Served.UNSAID:
            return None, ""


class _Head:
    """The headers of caches among all headers, found in one pass: this is done for each answer."""

    __slots__ = ("values",)

    def __init__(self, headers: Sequence[tuple[str, str]]) -> None:
        self.values: dict[str, list[str]] = {}
        for name, value in headers:
            lower = name.lower()
            if lower in _ASKED:
                self.values.setdefault(lower, []).append(value)

    def header(self, name: str) -> str | None:
        """Return every value of a header named in lower case, as one list."""
        return ", ".join(self.values[name]) if name in self.values else None

    def all(self, name: str) -> tuple[str, ...]:
        """Return every value of a header named in lower case."""
        return tuple(self.values.get(name, ()))
