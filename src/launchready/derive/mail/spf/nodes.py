"""The include tree of a policy, as data: what the report draws and the checks judge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from launchready.derive.mail.spf.evaluation import MOST_LOOKUPS, MOST_VOID_LOOKUPS, Query
from launchready.derive.mail.spf.terms import Problem


class State(StrEnum):
    """What was found where a policy leads."""

    PUBLISHED = "publishes one record"
    MISSING = "publishes no SPF record"
    NO_SUCH_NAME = "does not exist"
    MANY = "publishes several SPF records"
    LOOP = "leads back to itself"
    UNKNOWN = "could not be seen"
    UNASKED = "was not looked at"
    DEPENDS = "depends on the message"

    @property
    def dead(self) -> bool:
        """Whether receivers give up on a policy that leads here (section 5.2)."""
        return self in {State.MISSING, State.NO_SUCH_NAME, State.MANY}


@dataclass(frozen=True, slots=True)
class Branch:
    """One term of a record, and what hangs from it."""

    text: str
    """The term, as published."""
    column: int
    name: str
    """`include`, `ip4`, `redirect`…, lower case."""
    qualifier: str = ""
    """`+`, `-`, `~` or `?`; empty for a modifier."""
    target: str = ""
    """The domain it leads to, macros expanded; empty for none, or one that the message decides."""
    lookups: int = 0
    """What it costs of the ten: itself and everything below it."""
    void: bool = False
    """What it asks for does not exist: it costs one of two void look-ups."""
    reached: bool = True
    """False behind an `all`: no receiver reads it."""
    hosts: tuple[str, ...] = ()
    """The mail servers of `mx`."""
    addresses: tuple[str, ...] = ()
    """Where `a` and `mx` lead, as far as it was asked."""
    problem: str = ""
    """Why receivers give up when they come here, in words."""
    child: Node | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """One domain of the tree."""

    domain: str
    state: State
    record: str = ""
    branches: tuple[Branch, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Terms that break the grammar."""
    lookups: int = 0
    """What its terms cost with everything below them."""
    voids: int = 0
    exact: bool = True
    """False where something below could not be seen: then the numbers are the least."""

    @property
    def broken(self) -> bool:
        """Whether receivers give up on a policy that leads here."""
        return self.state.dead or bool(self.problems)


@dataclass(frozen=True, slots=True)
class Tree:
    """A whole policy."""

    root: Node
    missing: tuple[Query, ...] = ()
    """Questions whose answers it still needs."""
    unseen: tuple[str, ...] = ()
    """Questions that got no answer, and why."""

    @property
    def lookups(self) -> int:
        """Terms that ask, for a message that matches none of them before the end."""
        return self.root.lookups

    @property
    def voids(self) -> int:
        """Terms that ask for what does not exist."""
        return self.root.voids

    @property
    def exact(self) -> bool:
        """Whether the numbers are whole; else they are the least."""
        return self.root.exact

    @property
    def over(self) -> bool:
        """Whether receivers give up for the number of lookups."""
        return self.lookups > MOST_LOOKUPS

    @property
    def too_void(self) -> bool:
        """Whether receivers give up for the number of void look-ups."""
        return self.voids > MOST_VOID_LOOKUPS

    @property
    def counted(self) -> str:
        """The number of lookups in words: `12`, or `at least 12`."""
        return str(self.lookups) if self.exact else f"at least {self.lookups}"

    def walk(self) -> Iterator[tuple[tuple[Node, ...], Branch]]:
        """Yield every term with the nodes on the way to it, the root first."""
        yield from _walk((self.root,))


def _walk(path: tuple[Node, ...]) -> Iterator[tuple[tuple[Node, ...], Branch]]:
    for branch in path[-1].branches:
        yield path, branch
        if branch.child is not None:
            yield from _walk((*path, branch.child))
