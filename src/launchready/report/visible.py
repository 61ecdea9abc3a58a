"""Text from a target, made safe to look at: nothing in it can move, colour, hide or reorder."""

from __future__ import annotations

import unicodedata

ELLIPSIS = "..."

HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories that act instead of showing: controls, bidi overrides, zero-width marks."""

LOOKS_EMPTY = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols that draw nothing."""

MARKS = frozenset({"Mn", "Me"})
MARKS_IN_A_ROW = 4
"""Real languages stack no more marks on a letter; more of them climb over other lines."""

ONE_BYTE, TWO_BYTES = 0xFF, 0xFFFF

NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def visible(text: str, limit: int | None = None) -> str:
    r"""Return one line in which every character shows as itself, cut to `limit` characters.

    Escape sequences, bidirectional overrides and their like appear as `\x1b` or `\u202e`.
    """
    if limit is not None and len(text) > limit:
        return f"{visible(text[:limit])}{ELLIPSIS} ({len(text) - limit} more characters)"
    if text.isascii() and text.isprintable():
        return text
    shown: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in MARKS else 0
        shown.append(_escaped(character) if marks > MARKS_IN_A_ROW else _shown(character))
    return "".join(shown)


def visible_lines(text: str, limit: int | None = None) -> tuple[str, ...]:
    """Return the lines of a text of ours that may quote a target, each made visible."""
    if limit is not None and len(text) > limit:
        text = f"{text[:limit]}{ELLIPSIS} ({len(text) - limit} more characters)"
    return tuple(visible(line) for line in text.split("\n"))


def _shown(character: str) -> str:
    if character in LOOKS_EMPTY or unicodedata.category(character) in HIDDEN:
        return _escaped(character)
    return character


def _escaped(character: str) -> str:
    if character in NAMED:
        return NAMED[character]
    point = ord(character)
    if point <= ONE_BYTE:
        return f"\\x{point:02x}"
    return f"\\u{point:04x}" if point <= TWO_BYTES else f"\\U{point:08x}"
