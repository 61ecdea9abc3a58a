"""Read Strict-Transport-Security (RFC 6797, 6.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from launchready.derive.pattern import lazy

PRELOAD_AGE = 31_536_000
"""Seconds of max-age that hstspreload.org asks for: one year."""

_DIRECTIVE = lazy(
    r"""\s*([!#$%&'*+.^_`|~\w-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([!#$%&'*+.^_`|~\w-]+)))?\s*""",
    re.ASCII,
)
_LENGTH = 2_000
_WHOLE = 10
"""From here on a fraction of a unit says nothing."""


@dataclass(frozen=True, slots=True)
class Hsts:
    """The policy that a browser takes from the header."""

    max_age: int = 0
    """Seconds."""
    include_subdomains: bool = False
    preload: bool = False
    problem: str = ""
    """Why browsers ignore the header, in words; empty when it holds."""


def read_hsts(header: str) -> Hsts:
    """Read the header; of several in one answer browsers take the first (8.1)."""
    directives: dict[str, str] = {}
    for part in _split(header[:_LENGTH]):
        if not part.strip():
            continue
        found = _DIRECTIVE.fullmatch(part)
        if found is None:
            return Hsts(problem=f"`{part.strip()[:60]}` is not a directive")
        name = found.group(1).lower()
        if name in directives:
            return Hsts(problem=f"`{name}` stands in it twice")
        quoted = found.group(2)
        value = found.group(3) if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
        directives[name] = value or ""
    age = directives.get("max-age")
    if age is None:
        return Hsts(problem="it has no `max-age`")
    if not (age.isascii() and age.isdigit()):
        return Hsts(problem=f"`max-age={age[:40]}` is not a number of seconds")
    return Hsts(int(age[:12]), "includesubdomains" in directives, "preload" in directives)


def longer(policy: Hsts, seconds: float, *, subdomains: bool = False) -> str:
    """Return the header for at least so many seconds that keeps all that the policy grants now."""
    directives = [f"max-age={max(policy.max_age, round(seconds))}"]
    if policy.include_subdomains or subdomains:
        directives.append("includeSubDomains")
    if policy.preload:
        directives.append("preload")
    return "; ".join(directives)


def in_words(seconds: float) -> str:
    """Return a duration in the largest unit that it fills: `5 minutes`, `1 day`, `180 days`."""
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= length:
            return _counted(seconds / length, unit)
    return _counted(seconds, "second")


def _counted(count: float, unit: str) -> str:
    number = f"{round(count, 1):g}" if count < _WHOLE else f"{count:.0f}"
    return f"{number} {unit}" if number == "1" else f"{number} {unit}s"


def _split(header: str) -> list[str]:
    """Split at `;` outside of quotes."""
    parts, start, quoted, escaped = [], 0, False, False
    for place, letter in enumerate(header):
        if escaped:
            escaped = False
        elif quoted and letter == "\\":
            escaped = True
        elif letter == '"':
            quoted = not quoted
        elif letter == ";" and not quoted:
            parts.append(header[start:place])
            start = place + 1
    return [*parts, header[start:]]
