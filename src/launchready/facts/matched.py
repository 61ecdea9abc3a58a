"""What the code and the live product say of each other."""

from __future__ import annotations

from dataclasses import dataclass

from launchready.facts.base import PRODUCT, Fact
from launchready.facts.stack import Trace


@dataclass(frozen=True, slots=True)
class CodeRoute:
    """A route that the code serves."""

    method: str
    """`GET`, `POST`…; `ANY` where the code does not say."""
    path: str
    """With parameters as the framework writes them: `/orders/:id`."""
    trace: Trace
    framework: str = ""


@dataclass(frozen=True, slots=True)
class CodeRoutes(Fact):
    """The routes that could be read from the code, of which there is at least one."""

    subject: str = PRODUCT
    routes: tuple[CodeRoute, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionMarks(Fact):
    """Where the code tells which build is running."""

    subject: str = PRODUCT
    marks: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class LiveCommit(Fact):
    """Which commit the live product says it is, against the repository."""

    subject: str = PRODUCT
    url: str = ""
    """Where it says so."""
    said: str = ""
    """Word for word, at most 60 characters."""
    how: str = ""
    """`header x-release`, `meta tag release`, `the field commit`…"""
    commit: str = ""
    """The commit of the repository that it means; empty where the repository has none such."""
    head: str = ""
    behind: int = 0
    """How many commits of HEAD are not live."""
    ahead: int = 0
    """How many live commits are not in HEAD."""


@dataclass(frozen=True, slots=True)
class CodeHosts(Fact):
    """Host names of the product's own domain in code and settings."""

    subject: str = PRODUCT
    domain: str = ""
    hosts: tuple[tuple[str, Trace], ...] = ()
    """Each name once, with the first place it stands in."""


@dataclass(frozen=True, slots=True)
class AdminRoute:
    """An admin route of the code, asked for by a stranger."""

    url: str
    trace: Trace
    open: bool = False
    """It answered 200 with content."""
    status: int = 0
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AdminRoutes(Fact):
    """How the live product receives strangers at the admin routes of its code."""

    subject: str = PRODUCT
    routes: tuple[AdminRoute, ...] = ()
