"""BIMI: the logo beside a message (draft-brand-indicators-for-message-identification)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from launchready.derive.mail.tags import Problem, TagList, read_tags, shown
from launchready.derive.pattern import lazy

_VERSION = lazy(r"v=BIMI1[ \t]*(;|$)")
_MEANT = lazy(r"\s*v\s*=\s*BIMI", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BimiRecord:
    """The record at `default._bimi`."""

    logo: str = ""
    """URL of the SVG file."""
    evidence: str = ""
    """URL of the certificate that proves the mark."""
    declined: bool = False
    """The domain says that it takes no part: `l=` and `a=` are empty."""
    problems: tuple[Problem, ...] = ()


def bimi_records(values: Iterable[str]) -> tuple[str, ...]:
    """Return the TXT records that are meant as BIMI."""
    return tuple(value for value in values if _MEANT.match(value))


def read_bimi(text: str) -> BimiRecord:
    """Read the record. Any text is accepted."""
    tags = read_tags(text)
    problems = list(tags.problems)
    if not _VERSION.match(text):
        problems.append(Problem(1, "the record must begin with exactly v=BIMI1;"))
    logo, evidence = tags.get("l"), tags.get("a")
    declined = not logo and not evidence and tags.tag("l") is not None
    if not declined:
        problems += _mistakes(tags, logo, evidence)
    return BimiRecord(logo, evidence, declined, tuple(problems))


def _mistakes(tags: TagList, logo: str, evidence: str) -> list[Problem]:
    problems = []
    if not logo:
        tag = tags.tag("l")
        problems.append(Problem(tag.at if tag else 0, "the l= tag names no logo"))
    for name, url in (("l", logo), ("a", evidence)):
        tag = tags.tag(name)
        if tag is not None and url and not _is_https(url):
            problems.append(Problem(tag.value_at, f"{shown(url)} is not an https: address"))
    return problems


def _is_https(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname)
