"""What a step expects, made ready to judge answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from launchready.load.scenario.document import Document
from launchready.load.scenario.extract import json_path
from launchready.load.scenario.judge import (
    Demand,
    body_with,
    header_with,
    json_with,
    status_of,
    within,
)
from launchready.load.scenario.shape import ExpectTable
from launchready.load.scenario.template import Escape, Text, as_is, parse
from launchready.load.scenario.value import Value

_STATUSES = range(100, 600)


class Texts(Protocol):
    """Makes texts of a file ready."""

    document: Document

    def text(self, place: str, text: str, escape: Escape) -> Text:
        """Make a text ready. Raises `LoadError`."""


def demands(texts: Texts, place: str, table: ExpectTable) -> tuple[Demand, ...]:
    """Make ready what a step expects; the cheapest first. Raises `LoadError`."""
    return tuple(_demands(texts, place, table))


def _demands(texts: Texts, place: str, table: ExpectTable) -> Iterator[Demand]:
    if table.status is not None:
        statuses = table.status if isinstance(table.status, tuple) else (table.status,)
        if not statuses or any(one not in _STATUSES for one in statuses):
            texts.document.refuse(f"{place}.status", "must be statuses from 100 to 599")
        yield status_of(frozenset(statuses))
    if table.max_ms is not None:
        yield within(table.max_ms)
    for name, value in (table.header or {}).items():
        at = f"{place}.header.{name}"
        yield header_with(name, None if value is None else texts.text(at, value, as_is))
    contains = table.contains or ()
    for one in (contains,) if isinstance(contains, str) else contains:
        at = f"{place}.contains"
        yield body_with(texts.text(at, one, as_is), parse(one).shown()[:80])
    for path, wanted in (table.json or {}).items():
        at = f"{place}.json.{path}"
        try:
            found = json_path(path)
        except ValueError as error:
            texts.document.refuse(at, str(error))
        yield json_with(found, path, wanted, _wanted(texts, at, wanted))


def _wanted(texts: Texts, place: str, wanted: Value) -> Text | None:
    return texts.text(place, wanted, as_is) if isinstance(wanted, str) else None
