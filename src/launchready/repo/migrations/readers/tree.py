"""Read calls and literal values out of Ruby and JavaScript source without running it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ast_grep_py import SgNode, SgRoot

Value = str | bool | int | None | tuple["Value", ...]

_LONGEST = 500_000


def root(text: str, language: Literal["ruby", "javascript", "typescript"]) -> SgNode | None:
    """Return the tree of a file; None where it is too long to be a migration."""
    return SgRoot(text, language).root() if len(text) <= _LONGEST else None


class NotWritten(ValueError):  # noqa: N818 - an outcome of the source, not an error of ours
    """A value is not written out in the source."""


@dataclass(frozen=True, slots=True)
class Invoked:
    """One call: `receiver.name(arguments…, options…) block`."""

    name: str
    receiver: SgNode | None
    arguments: tuple[SgNode, ...]
    options: dict[str, SgNode]
    block: SgNode | None
    line: int

    def text(self, place: int) -> str:
        """Return an argument that is text or a symbol. Raises `NotWritten`."""
        if place >= len(self.arguments):
            raise NotWritten
        found = value(self.arguments[place])
        if not isinstance(found, str):
            raise NotWritten
        return found

    def texts(self, place: int) -> tuple[str, ...]:
        """Return an argument that is one text or a list of texts. Raises `NotWritten`."""
        if place >= len(self.arguments):
            raise NotWritten
        found = value(self.arguments[place])
        if isinstance(found, str):
            return (found,)
        if not isinstance(found, tuple) or not all(isinstance(one, str) for one in found):
            raise NotWritten
        return tuple(str(one) for one in found)

    def option(self, name: str) -> Value:
        """Return an option's value; None where it is not given or not written out."""
        node = self.options.get(name)
        if node is None:
            return None
        try:
            return value(node)
        except NotWritten:
            return "?"


def value(node: SgNode) -> Value:
    """Return a literal's value. Raises `NotWritten`."""
    kind, text = node.kind(), node.text()
    if kind in {"simple_symbol", "hash_key_symbol"}:
        return text.lstrip(":").strip("\"'")
    if kind in _CONSTANTS:
        return _CONSTANTS[kind]
    if kind in {"integer", "number"} and text.isdecimal():
        return int(text[:18])
    if kind in {"string", "template_string"} and not _computed(node):
        return text[1:-1]
    if kind == "array":
        return tuple(value(one) for one in named(node))
    if kind in {"string_array", "symbol_array"}:
        return tuple(one.text() for one in named(node))
    raise NotWritten


_CONSTANTS: dict[str, Value] = {
    "true": True,
    "false": False,
    "nil": None,
    "null": None,
    "undefined": None,
}


def _computed(node: SgNode) -> bool:
    kinds = {"interpolation", "template_substitution"}
    return any(one.kind() in kinds for one in node.children())


def line_of(node: SgNode) -> int:
    """Return where a node begins, from 1."""
    return node.range().start.line + 1


def named(node: SgNode | None) -> tuple[SgNode, ...]:
    """Return the children that are not punctuation or comments."""
    if node is None:
        return ()
    return tuple(one for one in node.children() if one.is_named() and one.kind() != "comment")


def child(node: SgNode, *kinds: str) -> SgNode | None:
    """Return the first child of one of these kinds."""
    return next((one for one in node.children() if one.kind() in kinds), None)


def heredoc(node: SgNode, body: SgNode | None) -> str:
    """Return the text of `<<~SQL`, whose body stands after the call. Raises `NotWritten`."""
    if node.kind() != "heredoc_beginning" or body is None:
        raise NotWritten
    if any(one.kind() == "interpolation" for one in body.children()):
        raise NotWritten
    return "\n".join(one.text() for one in body.children() if one.kind() == "heredoc_content")
