"""Values out of answers: by JSON path, header, cookie, pattern or CSS selector, all bounded."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Protocol

import jsonpath
import msgspec
from jsonpath.exceptions import JSONPathError
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from launchready.derive.pattern import lazy
from launchready.load.journey import Answer
from launchready.load.scenario.pattern import SafePattern
from launchready.load.scenario.shape import ExtractTable
from launchready.load.scenario.value import Value

MOST_BYTES = 1024 * 1024
"""Of a body that is looked into."""
MOST_VALUE = 8192
"""Characters of a value that is kept."""
_MOST_HTML = 256 * 1024
_MOST_SEARCHED = 256 * 1024
"""Of a JSON body whose values are all looked at."""
_LONGEST_PATH = 200
_MOST_DESCENTS = 1
_SIMPLE = lazy(r"\$(?:\.[A-Za-z_]\w{0,80}|\[\d{1,6}\]){0,20}")
_QUOTED = lazy(r"'[^']*'|\"[^\"]*\"")
_JSON = msgspec.json.Decoder()
_SIMPLE_PART = lazy(r"\.([A-Za-z_]\w*)|\[(\d+)\]")

Find = Callable[["Seen"], str | None]
"""Finds a value in an answer; None: it is not there."""
Path = Callable[["Seen"], Any]
"""Finds the first match of a JSON path in an answer; `MISSING` where there is none."""
MISSING = object()


class Seen:
    """An answer that is looked into; its body is read once, and only as far as needed."""

    __slots__ = ("_json", "_page", "_text", "answer")

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self._json: Any = MISSING
        self._text: str | None = None
        self._page: LexborHTMLParser | None = None

    def json(self) -> Value:
        """Return the body read as JSON; None where it is none."""
        if self._json is MISSING:
            self._json = None
            body = self.answer.body
            if len(body) <= MOST_BYTES:
                try:
                    self._json = _JSON.decode(body)
                except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
                    # As if there were none.
                    return None
        return self._json

    def text(self) -> str:
        """Return the first MiB of the body as text."""
        if self._text is None:
            self._text = self.answer.body[:MOST_BYTES].decode("utf-8", "replace")
        return self._text

    def page(self) -> LexborHTMLParser:
        """Return the first 256 KiB of the body read as HTML."""
        if self._page is None:
            self._page = LexborHTMLParser(self.text()[:_MOST_HTML])
        return self._page


class _Environment(jsonpath.JSONPathEnvironment):
    """RFC 9535, without `match` and `search`: their patterns could run for long."""

    max_recursion_depth = 100

    def setup_function_extensions(self) -> None:
        super().setup_function_extensions()
        for name in ("match", "search"):
            self.function_extensions.pop(name, None)


_PATHS = _Environment(strict=True)


def json_path(text: str) -> Path:
    """Make a JSON path ready. Raises ValueError with a clause that says what is wrong."""
    if _SIMPLE.fullmatch(text):
        return _simple_path(text)
    marks = _QUOTED.sub("", text)
    if len(text) > _LONGEST_PATH or marks.count("..") > _MOST_DESCENTS or marks.count("$") > 1:
        # Each would make the work grow with the square of the body.
        message = "is no JSON path that is read: one `..` and one `$`, 200 characters at most"
        raise ValueError(message)
    try:
        compiled = _PATHS.compile(text)
    except (JSONPathError, RecursionError, ValueError) as error:
        reason = str(error).splitlines()[0]
        message = f"is no RFC 9535 path such as `$.items[0].id`: {reason}"
        raise ValueError(message) from None

    def first(seen: Seen) -> Value:
        value = seen.json()
        # The library reads a text as JSON once more.
        if len(seen.answer.body) > _MOST_SEARCHED or not isinstance(value, (dict, list)):
            return MISSING
        try:
            found = next(iter(compiled.finditer(value)), None)
        except (JSONPathError, RecursionError):
            return MISSING
        return MISSING if found is None else found.obj

    return first


def _simple_path(text: str) -> Path:
    keys: list[str | int] = [
        found[1] if found[1] is not None else int(found[2]) for found in _SIMPLE_PART.finditer(text)
    ]

    def first(seen: Seen) -> Value:
        value = seen.json()
        for key in keys:
            if isinstance(key, str):
                value = value.get(key, MISSING) if isinstance(value, dict) else MISSING
            elif isinstance(value, list) and key < len(value):
                value = value[key]
            else:
                return MISSING
        return value

    return first


class _Finder(Protocol):
    def __call__(self, table: ExtractTable, /) -> Find: ...


def finder(table: ExtractTable) -> Find:
    """Make an extraction ready. Raises ValueError with a clause that says what is wrong."""
    ways: dict[str, _Finder] = {
        "json": _by_json,
        "header": _by_header,
        "cookie": _by_cookie,
        "regex": _by_regex,
        "css": _by_css,
    }
    said = [name for name in ways if getattr(table, name) is not None]
    if len(said) != 1:
        message = f"needs exactly one of {', '.join(ways)}"
        raise ValueError(message)
    if table.attribute is not None and said[0] != "css":
        message = "has an `attribute`, which belongs to `css`"
        raise ValueError(message)
    return ways[said[0]](table)


def _by_json(table: ExtractTable) -> Find:
    path = json_path(table.json or "")

    def find(seen: Seen) -> str | None:
        value = path(seen)
        if value is MISSING or value is None:
            return None
        if isinstance(value, str):
            return value
        return str(value) if type(value) is int else json.dumps(value, separators=(",", ":"))

    return find


def _by_header(table: ExtractTable) -> Find:
    name = table.header or ""
    return lambda seen: seen.answer.header(name)


def _by_cookie(table: ExtractTable) -> Find:
    start = f"{table.cookie}="

    def find(seen: Seen) -> str | None:
        for name, value in seen.answer.headers:
            if name.lower() == "set-cookie" and value.startswith(start):
                return value[len(start) :].partition(";")[0].strip()
        return None

    return find


def _by_regex(table: ExtractTable) -> Find:
    pattern = SafePattern(table.regex or "", table.group)
    return lambda seen: pattern.search(seen.text(), table.group)


def _by_css(table: ExtractTable) -> Find:
    selector = table.css or ""
    if "~ " in selector or ":has" in selector or len(selector) > _LONGEST_PATH:
        # They compare every element with every other.
        message = "is no CSS selector that is read: no `~`, no `:has()`, 200 characters at most"
        raise ValueError(message)
    try:
        LexborHTMLParser("<p>").css_first(selector)
    except SelectolaxError:
        message = f"is no CSS selector: {selector!r}"
        raise ValueError(message) from None

    def find(seen: Seen) -> str | None:
        node = seen.page().css_first(selector)
        if node is None:
            return None
        return node.attributes.get(table.attribute) if table.attribute else node.text(strip=True)

    return find
