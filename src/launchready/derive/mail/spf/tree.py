"""Build the include tree from the answers that are there, and say which are not.

A collector builds, asks for what is missing all at once, and builds again: each round is one level
of the tree. Loops, and trees that are too broad or too deep, end at fixed bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from ipaddress import IPv4Address

from launchready.derive.mail.spf.addresses import listed_addresses, listed_hosts
from launchready.derive.mail.spf.evaluation import MOST_LOOKUPS, MOST_NAMES, Query
from launchready.derive.mail.spf.macros import MacroString, Values, expand_name
from launchready.derive.mail.spf.names import can_be_asked
from launchready.derive.mail.spf.nodes import Branch, Node, State, Tree
from launchready.derive.mail.spf.record import Record, read_record, spf_records
from launchready.derive.mail.spf.terms import Mechanism, Modifier
from launchready.facts.dns import Answer, Status
from launchready.facts.spf import SpfLookups

Lookup = Callable[[str, str], Answer | None]
"""Name and kind to the answer; None where nobody has asked."""

MOST_NODES = 60
MOST_DEPTH = MOST_LOOKUPS + 1
MOST_TERMS = 200
"""Mechanisms, and modifiers, of one record that the tree holds; others only make it inexact."""
MOST_BRANCHES = 2000
"""Terms that the whole tree holds, give or take one record."""
_LOOP_COST = MOST_LOOKUPS + 1
"""A loop uses up whatever is left of the ten."""


@lru_cache(maxsize=32)
def tree_of(seen: SpfLookups) -> Tree:
    """Return the tree of a sending domain's policy."""
    return build(seen.subject, known(seen.answers))


def known(answers: Iterable[Answer]) -> Lookup:
    """Return the look-up over answers that are there already."""
    table = {(answer.name.lower(), answer.kind): answer for answer in answers}
    return lambda name, kind: table.get((name.lower(), kind))


def build(domain: str, lookup: Lookup) -> Tree:
    """Build the tree of a domain's policy; never raises, never more than 60 nodes."""
    work = _Work(domain, lookup)
    root = _node(work, domain, ())
    return Tree(root, tuple(dict.fromkeys(work.missing)), tuple(dict.fromkeys(work.unseen)))


def addresses_wanted(tree: Tree) -> tuple[Query, ...]:
    """Return the questions whose answers let advice replace `a` and `mx` by addresses."""
    return tuple(
        Query(host, kind)
        for branch in tree.root.branches
        if branch.target and (branch.name == "a" or branch.hosts)
        for host in (branch.hosts or (branch.target,))
        for kind in ("A", "AAAA")
        if can_be_asked(host)
    )


@dataclass(slots=True)
class _Work:
    """What building one tree needs and counts."""

    domain: str
    lookup: Lookup
    nodes: int = 0
    branches: int = 0
    missing: list[Query] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)

    def ask(self, name: str, kind: str) -> Answer | None:
        """Return the answer, or note the question; note too what got no answer."""
        answer = self.lookup(name, kind)
        if answer is None:
            # A bomb of questions is asked in part only: the rest would not change the verdict.
            if len(self.missing) < MOST_NODES:
                self.missing.append(Query(name, kind))
        elif not answer.status.known:
            self.unseen.append(f"{kind} of {name}: {answer.why or answer.status}")
        return answer


def _node(work: _Work, domain: str, path: tuple[str, ...]) -> Node:
    name = domain.lower().removesuffix(".")
    if name in path:
        return Node(name, State.LOOP, lookups=_LOOP_COST, exact=False)
    if not can_be_asked(name):
        return Node(name, State.NO_SUCH_NAME)
    full = work.nodes >= MOST_NODES or work.branches >= MOST_BRANCHES or len(path) > MOST_DEPTH
    answer = None if full else work.ask(name, "TXT")
    if answer is None:
        return Node(name, State.UNASKED, exact=False)
    work.nodes += 1
    if not answer.status.known:
        return Node(name, State.UNKNOWN, exact=False)
    records = spf_records(answer.values)
    if len(records) == 1:
        return _published(work, name, read_record(records[0]), (*path, name))
    gone = answer.status is Status.NO_SUCH_NAME
    return Node(name, State.MANY if records else State.NO_SUCH_NAME if gone else State.MISSING)


def _published(work: _Work, name: str, record: Record, path: tuple[str, ...]) -> Node:
    reached = set(record.reached)
    work.branches += min(len(record.terms), 2 * MOST_TERMS)
    branches = tuple(
        sorted(
            (
                *(
                    _mechanism(work, one, path, reached=one in reached)
                    for one in record.mechanisms[:MOST_TERMS]
                ),
                *(_modifier(work, one, path, record) for one in record.modifiers[:MOST_TERMS]),
            ),
            key=lambda branch: branch.column,
        )
    )
    whole = max(len(record.mechanisms), len(record.modifiers)) <= MOST_TERMS
    children = [branch.child for branch in branches if branch.child is not None]
    return Node(
        name,
        State.PUBLISHED,
        record.text,
        branches,
        record.problems,
        sum(branch.lookups for branch in branches),
        sum(branch.void for branch in branches) + sum(child.voids for child in children),
        whole and all(child.exact for child in children),
    )


def _modifier(work: _Work, term: Modifier, path: tuple[str, ...], record: Record) -> Branch:
    if term is not record.redirect:
        return Branch(term.text, term.column, term.name, reached=term.name != "redirect")
    target = _target(work, term.value, path)
    child = _node(work, target, path) if target else Node("", State.DEPENDS, exact=False)
    return Branch(term.text, term.column, term.name, "", target, 1 + child.lookups, child=child)


def _mechanism(work: _Work, term: Mechanism, path: tuple[str, ...], *, reached: bool) -> Branch:
    plain = Branch(term.text, term.column, term.name, term.qualifier, reached=reached)
    if not (reached and term.asks):
        return plain
    target = path[-1] if term.target is None else _target(work, term.target, path)
    asked = replace(plain, target=target, lookups=1)
    match term.name:
        case "include":
            child = _node(work, target, path) if target else Node("", State.DEPENDS, exact=False)
            return replace(asked, lookups=1 + child.lookups, child=child)
        case "a" | "exists" if target:
            return _host(work, asked)
        case "mx" if target:
            return _mail_hosts(work, asked)
        case _:
            return asked


def _host(work: _Work, branch: Branch) -> Branch:
    """See whether the name of an `a` or `exists` has an address, of either version for `a`."""
    if not can_be_asked(branch.target):
        return branch
    ipv4 = work.ask(branch.target, "A")
    if ipv4 is None or not ipv4.status.known:
        return branch
    if branch.name == "exists" or ipv4.values:
        ipv6 = work.lookup(branch.target, "AAAA")
        addresses = (*_texts(ipv4), *(_texts(ipv6) if ipv6 else ()))
        return replace(branch, void=not ipv4.values, addresses=addresses)
    other = work.ask(branch.target, "AAAA")
    if other is None or not other.status.known:
        return branch
    return replace(branch, void=not other.values, addresses=_texts(other))


def _mail_hosts(work: _Work, branch: Branch) -> Branch:
    if not can_be_asked(branch.target):
        return branch
    answer = work.ask(branch.target, "MX")
    if answer is None or not answer.status.known:
        return branch
    hosts = listed_hosts(answer)
    problem = ""
    if len(hosts) > MOST_NAMES:
        problem = f"{branch.target} has {len(hosts)} MX records; SPF allows {MOST_NAMES}"
    hosts = hosts[:MOST_NAMES]
    found = [work.lookup(host, kind) for host in hosts for kind in ("A", "AAAA")]
    # All or nothing: advice that leaves out a mail server would stop its mail.
    whole = all(one is not None and one.status.known for one in found)
    addresses = tuple(text for one in found if one for text in _texts(one)) if whole else ()
    return replace(
        branch, void=not answer.values, hosts=hosts, addresses=addresses, problem=problem
    )


def _texts(answer: Answer) -> tuple[str, ...]:
    return tuple(str(address) for address in listed_addresses(answer))


def _target(work: _Work, macros: MacroString, path: tuple[str, ...]) -> str:
    """Return the name that macros mean for every message; empty where the message decides."""
    if not macros.fixed:
        return ""
    values = Values(IPv4Address(0), path[-1], f"postmaster@{work.domain}")
    return expand_name(macros, values).lower()
