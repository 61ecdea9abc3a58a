"""The grammar of one term (RFC 7208 sections 5, 6 and 12)."""

from __future__ import annotations

import re
from dataclasses import replace
from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Final

from launchready.derive.mail.spf.macros import Fault, MacroString, read_macros
from launchready.derive.mail.spf.terms import MECHANISMS, Mechanism, Modifier, Problem
from launchready.derive.pattern import lazy

_MODIFIER = lazy(r"([A-Za-z][A-Za-z0-9\-_.]*)=")
_MECHANISM = lazy(r"([+\-?~]?)([A-Za-z][A-Za-z0-9\-_.]*)")
_DUAL_CIDR = lazy(r"(?:/([0-9]+))?(?://([0-9]+))?\Z")
_LONGEST_TAIL = 12
"""Characters of the longest dual prefix, `/32//128`, and some to see a wrong one."""
_INVALID_BYTE = lazy(r"\\x[89a-f][0-9a-f]")
_ADDRESS: Final = lazy(r"[0-9]{1,3}(\.[0-9]{1,3}){3}\Z")
_MEANT: Final = {"ipv4": "ip4", "ipv6": "ip6", "ip": "ip4", "includes": "include", "v": "v=spf1"}


def read_term(column: int, word: str) -> Mechanism | Modifier | Problem:
    """Read one term of a record; `column` is where it begins, from 1."""
    wrong = _wrong_character(word)
    if wrong:
        return Problem(column, word, wrong)
    modifier = _MODIFIER.match(word)
    read = _modifier(column, word, modifier) if modifier else _mechanism(column, word)
    return read if not isinstance(read, str) else Problem(column, word, read)


def domain_spec(text: str) -> MacroString | Fault:
    """Read a domain-spec: macros that end in one, or in a dot and a top label (section 7.1)."""
    if not text:
        return Fault(0, "the domain is missing")
    macros = read_macros(text)
    if isinstance(macros, Fault) or macros.ends_in_macro:
        return macros
    if _ADDRESS.match(text):
        version = "ip4:" + text
        return Fault(0, f"`{text}` is an address, not a domain: write `{version}`")
    last = macros.parts[-1] if isinstance(macros.parts[-1], str) else ""
    before, dot, label = last.removesuffix(".").rpartition(".")
    if not dot or not (before or len(macros.parts) > 1):
        return Fault(0, f"`{text[:80]}` is not a full domain name")
    if not _is_top_label(label):
        return Fault(0, f"`{label[:80]}` cannot be the end of a domain name")
    return macros


def _is_top_label(label: str) -> bool:
    plain = label.replace("-", "")
    return (
        plain.isascii()
        and plain.isalnum()
        and not label.isdigit()
        and not label.startswith("-")
        and not label.endswith("-")
    )


def _wrong_character(word: str) -> str:
    for character in word:
        if not "!" <= character <= "~":
            name = {"\t": "a tab", "\r": "a line break", "\n": "a line break"}.get(
                character, f"the character U+{ord(character):04X}"
            )
            return f"{name} is not allowed: terms are ASCII, with spaces between them"
    if _INVALID_BYTE.search(word):
        return "a byte that is not ASCII is not allowed"
    return ""


def _modifier(column: int, word: str, found: re.Match[str]) -> Modifier | str:
    name, text = found.group(1).lower(), word[found.end() :]
    value = domain_spec(text) if name in {"redirect", "exp"} else read_macros(text)
    return value.why if isinstance(value, Fault) else Modifier(word, column, name, value)


def _mechanism(column: int, word: str) -> Mechanism | str:
    found = _MECHANISM.match(word)
    if found is None:
        return "is neither a mechanism nor a modifier"
    qualifier, name = found.group(1) or "+", found.group(2).lower()
    rest = word[found.end() :]
    if name not in MECHANISMS:
        return _unknown(name, rest)
    made = Mechanism(word, column, qualifier, name)
    match name:
        case "all":
            return "`all` takes nothing behind it" if rest else made
        case "ip4" | "ip6":
            return _with_network(made, rest)
        case "a" | "mx":
            return _with_prefixes(made, rest)
        case _:
            return made if name == "ptr" and not rest else _with_domain(made, rest)


def _unknown(name: str, rest: str) -> str:
    if name in {"redirect", "exp"}:
        return f"`{name}` is written with an equals sign: `{name}=`"
    if name in _MEANT:
        return f"there is no mechanism `{name}`: `{_MEANT[name]}` is meant"
    if "=" in rest:
        return "is neither a mechanism nor a modifier"
    return f"there is no mechanism `{name[:40]}`"


def _with_domain(made: Mechanism, rest: str) -> Mechanism | str:
    if not rest.startswith(":"):
        return f"`{made.name}` needs a colon and a domain"
    target = domain_spec(rest[1:])
    if isinstance(target, Fault):
        return target.why
    return replace(made, target=target)


def _with_prefixes(made: Mechanism, rest: str) -> Mechanism | str:
    """Read `[ ":" domain-spec ] [ "/" prefix4 ] [ "//" prefix6 ]`."""
    # A domain may hold slashes, so that the prefixes are what stands at the very end.
    start = max(0, len(rest) - _LONGEST_TAIL)
    tail = _DUAL_CIDR.search(rest, start)
    prefixes = tail.groups() if tail else (None, None)
    named = rest[: tail.start()] if tail else rest
    prefix4, prefix6 = (
        _prefix(digits, most) for digits, most in zip(prefixes, (32, 128), strict=True)
    )
    if prefix4 is None or prefix6 is None:
        return "the prefix length is not a number from 0 to 32 (IPv4) or 128 (IPv6)"
    if named and not named.startswith(":"):
        return f"`{named[:80]}` cannot follow `{made.name}`"
    target = domain_spec(named[1:]) if named else None
    if isinstance(target, Fault):
        return target.why
    return replace(made, target=target, prefix4=prefix4, prefix6=prefix6)


def _with_network(made: Mechanism, rest: str) -> Mechanism | str:
    address, slash, digits = rest[1:].partition("/")
    example = "192.0.2.1" if made.name == "ip4" else "2001:db8::1"
    if not rest.startswith(":") or not address:
        return f"`{made.name}` needs a colon and an address: `{made.name}:{example}`"
    most = 32 if made.name == "ip4" else 128
    prefix = _prefix(digits if slash else None, most)
    if prefix is None:
        return f"the prefix length is not a number from 0 to {most}"
    try:
        network = _network(made.name, address, prefix)
    except AddressValueError:
        return f"`{address[:80]}` is not an IPv{made.name[2]} address"
    return replace(made, network=network)


def _network(name: str, address: str, prefix: int) -> IPv4Network | IPv6Network:
    if name == "ip4":
        return IPv4Network((IPv4Address(address), prefix), strict=False)
    if "%" in address:
        raise AddressValueError
    return IPv6Network((IPv6Address(address), prefix), strict=False)


def _prefix(digits: str | None, most: int) -> int | None:
    """Return a prefix length; `most` where none stands, None where it is wrong."""
    if digits is None:
        return most
    # Leading zeros are refused, as they are in addresses.
    if not digits.isdigit() or len(digits) > len(str(most)) or digits != str(int(digits)):
        return None
    return int(digits) if int(digits) <= most else None
