"""Macro strings (RFC 7208 section 7): read once, expanded for every message."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote

from launchready.derive.pattern import lazy

LONGEST_NAME = 253
"""Characters of a domain name; longer expansions lose labels on the left (section 7.3)."""

_MACRO = lazy(r"%(?:\{([A-Za-z])([0-9]*)([rR]?)([.\-+,/_=]*)\}|([%_-]))")
_ESCAPES = {"%": "%", "_": " ", "-": "%20"}
_ANYWHERE = frozenset("slodiphv")
_EXPLANATION_ONLY = frozenset("crt")
MESSAGE_LETTERS = frozenset("sliphv")
"""Macro letters whose value is another for every message; `o` and `d` are the domain's own."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a text breaks the grammar, and how."""

    offset: int
    why: str


@dataclass(frozen=True, slots=True)
class Macro:
    """One `%{...}`."""

    letter: str
    """Lower case."""
    escaped: bool = False
    """Written in upper case: the value is URL-escaped."""
    keep: int = 0
    """How many right-hand parts to keep; 0 keeps all."""
    reverse: bool = False
    delimiters: str = "."


@dataclass(frozen=True, slots=True)
class MacroString:
    """A text with macros, and whether it ends in one."""

    text: str
    parts: tuple[str | Macro, ...]
    ends_in_macro: bool = False

    @property
    def letters(self) -> frozenset[str]:
        """The letters of its macros, lower case."""
        return frozenset(part.letter for part in self.parts if isinstance(part, Macro))

    @property
    def fixed(self) -> bool:
        """Whether it means the same for every message from the domain."""
        return not self.letters & MESSAGE_LETTERS


@dataclass(frozen=True, slots=True)
class Values:
    """What the macro letters stand for in one evaluation."""

    ip: IPv4Address | IPv6Address
    domain: str
    """The domain whose record is being read."""
    sender: str
    """`local@domain`."""
    helo: str = ""
    validated: str = "unknown"
    """The validated name of the address (`p`)."""
    receiver: str = "unknown"
    timestamp: int = 0
    """Seconds since 1970 (`t`)."""

    def of(self, letter: str) -> str:
        """Return the value of a lower-case macro letter (section 7.2)."""
        local, _, domain = self.sender.rpartition("@")
        match letter:
            case "i":
                return dotted(self.ip)
            case "c":
                return str(self.ip)
            case "v":
                return "in-addr" if isinstance(self.ip, IPv4Address) else "ip6"
            case _:
                return {
                    "s": self.sender,
                    "l": local,
                    "o": domain,
                    "d": self.domain.removesuffix("."),
                    "h": self.helo,
                    "p": self.validated,
                    "r": self.receiver,
                    "t": str(self.timestamp),
                }[letter]


def dotted(ip: IPv4Address | IPv6Address) -> str:
    """Return an address as DNS labels: dotted quad, or nibbles for IPv6 (section 7.3)."""
    if isinstance(ip, IPv4Address):
        return str(ip)
    return ".".join(ip.exploded.replace(":", "").upper())


def read_macros(text: str, *, explanation: bool = False) -> MacroString | Fault:
    """Read a macro string; `explanation` allows spaces and the letters c, r and t."""
    parts: list[str | Macro] = []
    letters = _ANYWHERE | _EXPLANATION_ONLY if explanation else _ANYWHERE
    at = literal = 0
    ends_in_macro = False
    while at < len(text):
        if text[at] != "%":
            fault = _character(text, at, space=explanation)
            if fault:
                return fault
            at += 1
            ends_in_macro = False
            continue
        found = _MACRO.match(text, at)
        if found is None:
            return Fault(at, "`%` begins no macro here; a percent sign is written `%%`")
        part = _read_macro(found, letters)
        if isinstance(part, Fault):
            return part
        parts += [text[literal:at], part]
        at = literal = found.end()
        ends_in_macro = True
    parts.append(text[literal:])
    return MacroString(text, tuple(part for part in parts if part), ends_in_macro)


def expand(macros: MacroString, values: Values) -> str:
    """Put the values in."""
    return "".join(
        part if isinstance(part, str) else _expand(part, values) for part in macros.parts
    )


def expand_name(macros: MacroString, values: Values) -> str:
    """Put the values in where a domain name is wanted: no last dot, cut on the left to fit."""
    name = expand(macros, values).removesuffix(".")
    if len(name) <= LONGEST_NAME:
        return name
    # Behind the first dot that leaves few enough; where there is none the name cannot be asked.
    return name[name.find(".", len(name) - LONGEST_NAME - 1) + 1 :]


def _read_macro(found: re.Match[str], letters: frozenset[str]) -> str | Macro | Fault:
    letter, digits, reverse, delimiters, escape = found.groups()
    if escape:
        return _ESCAPES[escape]
    if letter.lower() not in letters:
        only = letter.lower() in _EXPLANATION_ONLY
        where = "is allowed in explanations only" if only else "does not exist"
        return Fault(found.start(), f"the macro `{found.group()[:40]}` {where}")
    significant = digits.lstrip("0")
    if digits and not significant:
        return Fault(found.start(), f"`{found.group()[:40]}` keeps no part of its value")
    return Macro(
        letter.lower(),
        escaped=letter.isupper(),
        # A name has at most 127 parts: larger numbers keep them all.
        keep=int(significant[:4] or "0"),
        reverse=bool(reverse),
        delimiters=delimiters or ".",
    )


def _character(text: str, at: int, *, space: bool) -> Fault | None:
    character = text[at]
    if "!" <= character <= "~" or (space and character == " "):
        return None
    return Fault(at, f"the character U+{ord(character):04X} is not allowed")


def _expand(macro: Macro, values: Values) -> str:
    first, others = macro.delimiters[0], macro.delimiters[1:]
    joined = reduce(lambda text, other: text.replace(other, first), others, values.of(macro.letter))
    split = joined.split(first)
    if macro.reverse:
        split.reverse()
    value = ".".join(split[-macro.keep :] if macro.keep else split)
    return quote(value, safe="") if macro.escaped else value
