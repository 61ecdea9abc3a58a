"""Rows of values from files beside the scenario: CSV or JSON lines, bounded, read beforehand."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from launchready.load.journey import User
from launchready.load.scenario.shape import FeedTable
from launchready.load.scenario.template import NAME
from launchready.load.scenario.value import Value

MOST_BYTES = 16 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 50
MOST_VALUE = 8192

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Feed:
    """Rows, and who takes one when."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...] = field(repr=False)
    each_journey: bool

    def taker(self) -> Callable[[User], Row]:
        """Return what gives a visitor its row; after the last comes the first again."""
        rows = self.rows
        if not self.each_journey:
            return lambda user: rows[user.number % len(rows)]
        turns = count()
        return lambda _: rows[next(turns) % len(rows)]


def read_feed(table: FeedTable, folder: Path) -> Feed:
    """Read a feed from the scenario's folder. Raises ValueError with a clause that says why not."""
    if table.each not in {"user", "journey"}:
        message = f"says each: {table.each}, which is neither `user` nor `journey`"
        raise ValueError(message)
    path = _inside(table.file, folder)
    rows = list(_csv(path) if path.suffix == ".csv" else _json_lines(path))
    if not rows:
        message = f"has no rows in {table.file}"
        raise ValueError(message)
    columns = tuple(rows[0])
    for name in columns:
        if not NAME.fullmatch(name):
            message = f"has the column {name!r}, which is no name of a variable"
            raise ValueError(message)
    return Feed(columns, tuple(rows), each_journey=table.each == "journey")


def _inside(name: str, folder: Path) -> Path:
    """Return the file; a link or `..` that leads out of the folder is refused."""
    root = folder.resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        message = "is outside the scenario's folder: put it beside the scenario"
        raise ValueError(message)
    if path.suffix not in {".csv", ".jsonl", ".ndjson"}:
        message = "is neither .csv nor .jsonl"
        raise ValueError(message)
    if not path.is_file():
        message = "is not there"
        raise ValueError(message)
    if path.stat().st_size > MOST_BYTES:
        message = f"is larger than {MOST_BYTES // 1024 // 1024} MiB"
        raise ValueError(message)
    return path


def _csv(path: Path) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines, strict=True)
            names = next(reader, [])
            _refuse_columns(names)
            for number, values in enumerate((row for row in reader if row), 1):
                if len(values) != len(names):
                    message = (
                        f"line {reader.line_num} has {len(values)} values for {len(names)} columns"
                    )
                    raise ValueError(message)
                yield _row(dict(zip(names, values, strict=True)), number)
    except UnicodeDecodeError:
        message = "is not UTF-8 text"
        raise ValueError(message) from None
    except csv.Error as error:
        message = f"is not CSV: {error}"
        raise ValueError(message) from None


def _json_lines(path: Path) -> Iterator[Row]:
    names: set[str] = set()
    with path.open("rb") as lines:
        for number, line in enumerate((line for line in lines if line.strip()), 1):
            try:
                value: Any = msgspec.json.decode(line)
            except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
                value = None
            found = set(value) if isinstance(value, dict) else set()
            names = names or found
            if found != names or not found:
                message = f"line {number} is no JSON object with the names of the first"
                raise ValueError(message)
            _refuse_columns(list(value))
            yield _row({name: _text(one) for name, one in value.items()}, number)


def _refuse_columns(names: list[str]) -> None:
    if len(names) > MOST_COLUMNS or len(set(names)) != len(names):
        message = f"has more than {MOST_COLUMNS} columns, or two of one name"
        raise ValueError(message)


def _row(row: Row, number: int) -> Row:
    if number > MOST_ROWS:
        message = f"has more than {MOST_ROWS} rows"
        raise ValueError(message)
    if any(len(value) > MOST_VALUE for value in row.values()):
        message = f"has a value of more than {MOST_VALUE} characters in row {number}"
        raise ValueError(message)
    return row


def _text(value: Value) -> str:
    return value if isinstance(value, str) else json.dumps(value)
