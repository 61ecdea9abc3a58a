"""Strict reading of TOML: every key is known, every value has the type it must have."""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

Value = object
E = TypeVar("E", bound=StrEnum)


class ProfileError(Exception):
    """A profile cannot be read; its text is one sentence that says where and what to change."""

    def __init__(self, where: str | Path, problem: str) -> None:
        super().__init__(f"{where}: {problem}" if where else problem)


def unknown(where: str, what: str, name: str, known: tuple[str, ...]) -> ProfileError:
    """Say that `name` is unknown, and the nearest name that is known."""
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"did you mean `{near[0]}`?" if near else f"known are {', '.join(known[:12])}."
    return ProfileError(where, f"there is no {what} `{name}`; {hint}")


class Table:
    """A TOML table that knows where it stands, for errors that say so."""

    def __init__(self, values: dict[str, Value], where: str, path: str = "") -> None:
        self.values = values
        self.where = where
        self.path = path

    def only(self, *known: str, what: str = "key") -> None:
        """Refuse every key that is not one of these."""
        for key in self.values:
            if key not in known:
                place = f"{what} in `{self.path}`" if self.path else what
                raise unknown(self.where, place, key, known)

    def text(self, key: str, default: str | None = None) -> str:
        """Return a string; the default where the key is missing, an error where there is none."""
        value = self._get(key, default)
        if not isinstance(value, str):
            raise self._wrong(key, "text", value)
        return value

    def number(self, key: str) -> float:
        """Return a finite whole or decimal number that is not negative."""
        value = self._get(key, None)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(key, "a number", value)
        if not 0 <= value < float("inf"):
            raise self._wrong(key, "a number from 0 up", value)
        return value

    def count(self, key: str) -> int:
        """Return a whole number from 1 up."""
        value = self._get(key, None)
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise self._wrong(key, "a whole number from 1 up", value)
        return value

    def flag(self, key: str) -> bool:
        """Return true or false."""
        value = self._get(key, None)
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false", value)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of strings."""
        value = self._get(key, None)
        if not isinstance(value, list):
            raise self._wrong(key, "a list of texts", value)
        texts = tuple(one for one in value if isinstance(one, str))
        if len(texts) != len(value):
            raise self._wrong(key, "a list of texts", value)
        return texts

    def one_of(self, key: str, kind: type[E]) -> E:
        """Return a member of an enumeration by its value."""
        return self._member(key, self.text(key), kind)

    def some_of(self, key: str, kind: type[E]) -> tuple[E, ...]:
        """Return members of an enumeration by their values."""
        return tuple(self._member(key, text, kind) for text in self.texts(key))

    def table(self, key: str) -> Table:
        """Return a table inside this one, empty where it is missing."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self._wrong(key, "a table", value)
        return Table(value, self.where, self._path(key))

    def tables(self, key: str) -> tuple[Table, ...]:
        """Return a list of tables."""
        value = self._get(key, None)
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self._wrong(key, "a list of tables", value)
        path = self._path(key)
        return tuple(Table(one, self.where, f"{path}[{n}]") for n, one in enumerate(value))

    def _path(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def _get(self, key: str, default: Value) -> Value:
        if key in self.values:
            return self.values[key]
        if default is None:
            raise ProfileError(self.where, f"`{self._path(key)}` is missing.")
        return default

    def _wrong(self, key: str, wanted: str, value: Value) -> ProfileError:
        shown = repr(value)[:60]
        return ProfileError(self.where, f"`{self._path(key)}` must be {wanted}, not {shown}.")

    def _member(self, key: str, text: str, kind: type[E]) -> E:
        for member in kind:
            if member.value == text:
                return member
        known = tuple(member.value for member in kind)
        raise unknown(self.where, f"value for `{self._path(key)}`", text, known)


def parse(text: str, where: str) -> Table:
    """Parse TOML; `where` names the file in every error."""
    try:
        return Table(tomllib.loads(text), where)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ProfileError(where, f"this is not TOML: {error}.") from error
