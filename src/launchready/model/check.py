"""A check is a pure function: facts in, findings out.

Its parameters say which facts it needs, its docstring is its manual page, its file name is its id.

A parameter of type `F` gets the fact of one subject: the check runs once for every subject of its
first such parameter, and another `F` parameter gets the fact of the same subject (or of the whole
product, where the fact has no other subject). `F | None` gets None where there is no such fact.
`Each[F]` gets all of them, for checks that judge the hosts as one system; `Each[F] | None` gets
None where none was seen. `Profile` gets the profile in force.

What it yields is wrong. Where facts are there and say too little, it raises `UnclearError`, and
where they are about something else, `NothingToJudgeError`; what it yielded before still counts.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from launchready.facts.base import Each, Fact
from launchready.model.finding import Finding, Severity, When
from launchready.model.profile import Profile

CheckFunction = Callable[..., Iterable[Finding]]


class UnclearError(Exception):
    """The facts are there and say too little: too few samples, a measurement that does not count.

    `str()` says why; the subject is then unknown, not fine.
    """

    def __init__(self, why: str, subject: str = "") -> None:
        super().__init__(why)
        self.subject = subject
        """What is unclear; empty: what the check was run for."""


class NothingToJudgeError(Exception):
    """The facts are there and are about something else. `str()` says what is not there."""


class Wants(Enum):
    """How a parameter wants its facts."""

    ONE = "one subject's"
    OPTIONAL = "one subject's, if any"
    EACH = "every subject's"
    ANY = "every subject's, if any"
    PROFILE = "the profile"


@dataclass(frozen=True, slots=True)
class Need:
    """One parameter of a check."""

    name: str
    wants: Wants
    kind: type[Fact]


@dataclass(frozen=True, slots=True)
class Check:
    """A check and everything there is to know about it."""

    id: str
    area: str
    """The folder it stands in: `dns`, `tls`…"""
    title: str
    """The failing state, as a founder would say it."""
    impact: str
    """What it costs the business, in one sentence."""
    severity: Severity
    when: When
    rows: tuple[str, ...]
    """The rows of the bar that it answers."""
    references: tuple[str, ...]
    needs: tuple[Need, ...]
    judge: CheckFunction
    manual: str
    hint: bool = False
    """It sees a part of what its rows say: it can fail them, and proves none of them."""

    @property
    def kinds(self) -> frozenset[type[Fact]]:
        """The kinds of fact it reads."""
        return frozenset(need.kind for need in self.needs if need.wants is not Wants.PROFILE)


def check(
    *,
    title: str,
    impact: str,
    severity: Severity,
    rows: tuple[str, ...],
    references: tuple[str, ...],
    when: When | None = None,
    hint: bool = False,
) -> Callable[[CheckFunction], Check]:
    """Turn a function into a check. Without `when`, medium can wait and the rest cannot."""

    def decorate(function: CheckFunction) -> Check:
        package, _, name = function.__module__.rpartition(".")
        return Check(
            id=name.replace("_", "-"),
            area=package.rpartition(".")[2],
            title=title,
            impact=impact,
            severity=severity,
            when=when or (When.CAN_WAIT if severity is Severity.MEDIUM else When.FIX_NOW),
            rows=rows,
            references=references,
            needs=tuple(_needs(function)),
            judge=function,
            manual=inspect.getdoc(function) or "",
            hint=hint,
        )

    return decorate


def _needs(function: CheckFunction) -> Iterable[Need]:
    hints = get_type_hints(function)
    hints.pop("return", None)
    for name, hint in hints.items():
        yield _need(name, hint)


def _need(name: str, hint: Any) -> Need:  # noqa: ANN401 - a type hint can be anything
    if hint is Profile:
        return Need(name, Wants.PROFILE, Fact)
    if get_origin(hint) is Each:
        return Need(name, Wants.EACH, get_args(hint)[0])
    if get_origin(hint) in {Union, UnionType}:
        [kind] = [one for one in get_args(hint) if one is not type(None)]
        if get_origin(kind) is Each:
            return Need(name, Wants.ANY, get_args(kind)[0])
        return Need(name, Wants.OPTIONAL, kind)
    return Need(name, Wants.ONE, hint)
