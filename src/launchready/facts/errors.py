"""What a server says when something is asked that does not exist."""

from __future__ import annotations

from dataclasses import dataclass

from launchready.facts.base import Fact
from launchready.facts.http import Exchange


@dataclass(frozen=True, slots=True)
class Trace:
    """The mark of a stack trace or a debug page."""

    kind: str
    """`a Django debug page`, `a Python traceback`…"""
    line: str
    """The line that gave it away, masked, at most 200 characters."""


@dataclass(frozen=True, slots=True)
class ErrorPage(Fact):
    """The answer to a path that does not exist. The subject is the host name."""

    answer: Exchange
    traces: tuple[Trace, ...] = ()
    is_html: bool = True
    says_not_found: bool = False
    """The page's own words say that there is nothing, whatever the status."""
