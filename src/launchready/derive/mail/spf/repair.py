"""Make a valid record of a broken one, or one record of several: what to publish instead."""

from __future__ import annotations

import re
from collections.abc import Iterable

from launchready.derive.mail.spf.grammar import read_term
from launchready.derive.mail.spf.record import VERSION, Record, read_record
from launchready.derive.mail.spf.terms import Mechanism, Problem

_REWRITES = (
    (
        re.compile(r"([+\-?~]?)(?:a|mx|ip):(\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?)", re.IGNORECASE),
        r"\1ip4:\2",
    ),
    (re.compile(r"([+\-?~]?)(?:ipv4|ip4|ip)[:=](.+)", re.IGNORECASE), r"\1ip4:\2"),
    (re.compile(r"([+\-?~]?)(?:ipv6|ip6|ip4)[:=](.+)", re.IGNORECASE), r"\1ip6:\2"),
    (re.compile(r"([+\-?~]?)(?:ip4|ip6):([0-9.]+):\d+", re.IGNORECASE), r"\1ip4:\2"),
    (re.compile(r"([+\-?~]?)includes?[:=](?:https?://)?([^/]+).*", re.IGNORECASE), r"\1include:\2"),
    (re.compile(r"(redirect|exp):(.+)", re.IGNORECASE), r"\1=\2"),
    (re.compile(r"([+\-?~]?all)[.;,:\"'].*", re.IGNORECASE), r"\1"),
    (re.compile(r"([+\-?~]?(?:a|mx|exists|ptr))=(.+)", re.IGNORECASE), r"\1:\2"),
    (re.compile(r"(.+?)[;,\"']+", re.IGNORECASE), r"\1"),
)
"""What people write, and what they mean."""
_FIRMNESS = "~-?+"
"""Qualifiers of `all` by how well they serve when records are joined: softfail loses no mail."""


def repaired(record: Record) -> str:
    """Return the record with every broken term mended, or left out where nobody can tell."""
    broken = {problem.column: problem.text for problem in record.problems}
    ignored = {one.column: one.text for one in record.mistaken}
    words = {one.column: one.text for one in record.terms if one.column not in ignored}
    for column, text in (broken | ignored).items():
        mended = _mended(text)
        if mended and mended.lower() not in {word.lower() for word in words.values()}:
            words[column] = mended
    return in_order(words[column] for column in sorted(words))


def merged(records: Iterable[str]) -> str:
    """Return one record that allows what several allow together."""
    read = [read_record(text) for text in records]
    words = [
        re.sub("^redirect=", "include:", one.text, flags=re.IGNORECASE)
        for record in read
        for one in record.terms
        if one.text.lower() not in {"all", "+all", "-all", "~all", "?all"}
    ]
    ends = [record.all.qualifier for record in read if record.all is not None]
    end = min(ends, key=_FIRMNESS.index, default="~")
    # An `all` that lets everybody in is not worth carrying over.
    return in_order((*words, f"{end if end in '~-' else '~'}all"))


def without(record: Record, columns: Iterable[int]) -> str:
    """Return the record without the terms at these columns."""
    gone = set(columns)
    return in_order(one.text for one in record.terms if one.column not in gone)


def tightened(record: Record, columns: Iterable[int]) -> str:
    """Return the record without these terms, and with `~all` where it would let everybody in."""
    rest = [one.text for one in read_record(without(record, columns)).terms]
    if not any(one.lstrip("-~").lower() == "all" or "redirect=" in one.lower() for one in rest):
        rest.append("~all")
    return in_order(rest)


def in_order(words: Iterable[str]) -> str:
    """Return a record of these terms, each once, `all` behind every other mechanism."""
    kept = list(dict.fromkeys(words))
    last = [word for word in kept if word.lstrip("+-?~").lower() == "all"][:1]
    first = [word for word in kept if word.lstrip("+-?~").lower() != "all"]
    return " ".join((VERSION, *first, *last))


def _mended(text: str) -> str:
    """Return the term that was meant, or nothing."""
    ascii_only = "".join(one for one in text if "!" <= one <= "~")
    candidates = [ascii_only] if ascii_only != text else []
    for pattern, meant in _REWRITES:
        found = pattern.fullmatch(ascii_only[:300])
        if found:
            candidates.append(found.expand(meant))
    for candidate in candidates:
        read = read_term(1, candidate)
        if not isinstance(read, Problem) and _is_known(read):
            return candidate
    return ""


def _is_known(term: object) -> bool:
    return isinstance(term, Mechanism) or getattr(term, "name", "") in {"redirect", "exp"}
