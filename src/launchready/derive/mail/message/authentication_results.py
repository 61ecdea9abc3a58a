"""`Authentication-Results`: what a receiver says it found (RFC 8601)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from launchready.derive.pattern import lazy
from launchready.facts.message import Claim

MOST_CLAIMS = 50
_LONGEST = 8_192
_VALUE = 200
_CLAIM = lazy(
    r"\s*([A-Za-z][\w-]{0,40})(?:\s{0,5}/\s{0,5}\d{1,3})?\s{0,5}=\s{0,5}([A-Za-z]\w{0,30})"
)
_PAIR = lazy(
    r"\s*([A-Za-z][\w-]{0,30})(?:\s{0,5}\.\s{0,5}([A-Za-z][\w-]{0,60}))?\s{0,5}=\s{0,5}"
    r"(?:\"((?:[^\"\\]|\\.){0,1000}+)\"|([^\s;\"]{1,1000}))"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One header, read."""

    receiver: str
    """The authserv-id: who says so."""
    claims: tuple[Claim, ...]


def read_statement(text: str) -> Statement:
    """Read one header's value; any text gives what could be read of it."""
    first, *rest = _pieces(_without_comments(text[:_LONGEST]))
    words = first.split()
    claims = [claim for piece in rest if (claim := _claim(piece)) is not None]
    return Statement(words[0].lower()[:253] if words else "", tuple(claims[:MOST_CLAIMS]))


def receivers_statement(values: Sequence[str]) -> Statement:
    """Return what the last receiver says: of all headers, those with the topmost one's name.

    Headers below may be forged by whoever sent the message (RFC 8601 section 5), so that only the
    topmost is known to be the receiver's own.
    """
    statements = [read_statement(value) for value in values[:20]]
    if not statements:
        return Statement("", ())
    top = statements[0].receiver
    claims: list[Claim] = []
    for one in statements:
        if one.receiver != top:
            break
        claims += one.claims
    return Statement(top, tuple(claims[:MOST_CLAIMS]))


def _claim(piece: str) -> Claim | None:
    found = _CLAIM.match(piece)
    if found is None:
        return None
    reason = ""
    properties: list[tuple[str, str]] = []
    at = found.end()
    while (pair := _PAIR.match(piece, at)) is not None and len(properties) < MOST_CLAIMS:
        at = pair.end()
        value = (pair[4] if pair[3] is None else pair[3])[:_VALUE]
        if pair[2] is None:
            reason = value if pair[1].lower() == "reason" else reason
        else:
            properties.append((f"{pair[1]}.{pair[2]}".lower(), value))
    return Claim(found[1].lower(), found[2].lower(), reason, tuple(properties))


def _pieces(text: str) -> list[str]:
    """Part at semicolons outside quotes."""
    pieces, quoted, begin = [], False, 0
    for at, letter in enumerate(text):
        if letter == '"' and text[at - 1 : at] != "\\":
            quoted = not quoted
        elif letter == ";" and not quoted:
            pieces.append(text[begin:at])
            begin = at + 1
    return [*pieces, text[begin:]]


def _without_comments(text: str) -> str:
    """Take nested comments out; parentheses inside quotes stay (RFC 5322 section 3.2.2)."""
    kept: list[str] = []
    depth, quoted, escaped = 0, False, False
    for letter in text:
        if escaped:
            escaped = False
        elif letter == "\\" and (quoted or depth):
            escaped = True
        elif letter == '"' and not depth:
            quoted = not quoted
        elif letter == "(" and not quoted:
            depth += 1
            continue
        elif letter == ")" and not quoted and depth:
            depth -= 1
            kept.append(" ")
            continue
        if not depth:
            kept.append(letter)
    return "".join(kept)
