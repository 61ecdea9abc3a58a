"""Target text inside Markdown: shown word for word, never formatted, linked or mentioned."""

from __future__ import annotations

import re

from launchready.derive.pattern import lazy
from launchready.report.visible import visible, visible_lines

SPECIAL = lazy(r"[\\`*_{}\[\]|~$!]")
"""Characters that GitHub's Markdown acts on inside a line (GFM spec, 6 and 4.10)."""

ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
BLOCK_START = lazy(r"^(\s*\d{0,9})([-+=:#.)])")
PARTED = "&#8203;"
"""A zero-width space: it alone stops `@name` and `#1` from notifying people and linking issues."""


def prose(text: str, limit: int | None = None) -> str:
    """Escape one line of a text for a paragraph, heading, list item or table cell."""
    line = visible(text, limit)
    line = SPECIAL.sub(r"\\\g<0>", line)
    line = re.sub("[&<>]", lambda match: ENTITIES[match[0]], line)
    line = re.sub(r"[@#](?=\S)", rf"\g<0>{PARTED}", line)
    line = re.sub(r"\bGH-(?=\d)", rf"GH-{PARTED}", line, flags=re.IGNORECASE)
    line = re.sub(r":(?=\S)", r"\:", line)
    line = re.sub(r"\b(www)\.", r"\1\.", line, flags=re.IGNORECASE)
    line = BLOCK_START.sub(r"\1\\\2", line)
    return line.replace("  ", " &nbsp;").strip()


def code(text: str, limit: int | None = None, *, cell: bool = False) -> str:
    """Show one line of a text as a code span, in which nothing is formatted or linked.

    In a table `cell` a text with a bar is written as entities: tables are cut before spans are
    read, and parsers disagree on a backslash before a bar.
    """
    line = visible(text, limit) or " "
    if cell and "|" in line:
        return f"<code>{''.join(_entity(character) for character in line)}</code>"
    fence = "`" * (_longest_run(line) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def _entity(character: str) -> str:
    return character if character.isalnum() or character == " " else f"&#{ord(character)};"


def block(text: str, language: str = "", limit: int | None = None) -> str:
    """Show the lines of a text as a fenced block that no line of it can close."""
    lines = visible_lines(text, limit)
    fence = "`" * max(3, max(_longest_run(line) for line in lines) + 1)
    return "\n".join((f"{fence}{language}", *lines, fence))


def _longest_run(line: str) -> int:
    return max((len(run) for run in re.findall("`+", line)), default=0)
