"""How a policy gets under its limits: the smallest changes first, and the record that is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from launchready.derive.mail.services import by_include
from launchready.derive.mail.spf.addresses import within
from launchready.derive.mail.spf.evaluation import MOST_LOOKUPS
from launchready.derive.mail.spf.networks import network_term, networks_of
from launchready.derive.mail.spf.nodes import Branch, Node, State, Tree
from launchready.derive.mail.spf.repair import in_order

MOST_ADDRESSES = 8
"""Addresses that one `a` or `mx` may become."""
MOST_BLOCKS = 12
"""Address blocks that one include may become."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change to a record."""

    says: str
    """What to do and why, in one sentence."""
    saves: int
    """Lookups that it gives back."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes that bring a policy under a goal, and what to publish."""

    domain: str
    """Where to publish: the sending domain, or the one that its redirect leads to."""
    record: str
    lookups: int
    """What the new record costs."""
    steps: tuple[Step, ...]
    moved: tuple[tuple[str, str], ...] = ()
    """Domains and records for senders that get a subdomain of their own."""

    @property
    def in_words(self) -> str:
        """The steps as sentences on one line."""
        return " ".join(step.says for step in self.steps)


def plan(tree: Tree, goal: int = MOST_LOOKUPS) -> Plan:
    """Work out how the policy comes to at most `goal` lookups.

    What is useless goes first, then `a` and `mx` become addresses, then includes with few fixed
    addresses are written out, and at last the costliest senders move to subdomains.
    """
    node = editable(tree)
    work = _Work(node.domain, [branch for branch in node.branches if branch.reached])
    for useless in (_repeated, _covered, _by_name, _leads_nowhere):
        work.drop(useless)
    for cheaper in (_as_addresses, _as_blocks):
        work.replace(cheaper, goal)
    work.move(goal)
    record = in_order(work.published())
    return Plan(node.domain, record, work.lookups, tuple(work.steps), tuple(work.moved))


def editable(tree: Tree) -> Node:
    """Return the record to change: where a redirect within the domain leads, if it says it all."""
    node = tree.root
    while True:
        asking = [branch for branch in node.branches if branch.lookups]
        if len(asking) != 1 or asking[0].name != "redirect":
            return node
        child = asking[0].child
        if child is None or not child.branches or not within(child.domain, tree.root.domain):
            return node
        node = child


Why = Callable[["_Work", Branch], str]
Cheaper = Callable[[Branch], tuple[tuple[str, ...], str] | None]


@dataclass(slots=True)
class _Work:
    """A record while it is being changed."""

    domain: str
    kept: list[Branch]
    words: dict[int, str] = field(default_factory=dict)
    """What each kept term is published as, by the column it stood at."""
    steps: list[Step] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = {branch.column: branch.text for branch in self.kept}

    @property
    def lookups(self) -> int:
        return sum(branch.lookups for branch in self.kept)

    def published(self) -> Iterator[str]:
        """Yield the terms of the new record; it always says what happens to the rest."""
        yield from (self.words[branch.column] for branch in self.kept)
        if not any(branch.name in {"all", "redirect"} for branch in self.kept):
            yield "~all"

    def drop(self, useless: Why) -> None:
        """Take away the terms for which there is a reason."""
        for branch in tuple(self.kept):
            why = useless(self, branch)
            if why:
                self.kept.remove(branch)
                self.steps.append(Step(f"Drop `{branch.text}`: {why}.", branch.lookups))

    def replace(self, cheaper: Cheaper, goal: int) -> None:
        """Write terms out until the goal is reached, those that save most first."""
        for branch in sorted(self.kept, key=lambda one: -one.lookups):
            if self.lookups <= goal:
                return
            found = cheaper(branch)
            if found is not None:
                words, why = found
                at = self.kept.index(branch)
                self.kept[at] = Branch(branch.text, branch.column, "ip4", branch.qualifier)
                self.words[branch.column] = " ".join(words)
                self.steps.append(Step(f"Replace `{branch.text}` by {why}.", branch.lookups))

    def move(self, goal: int) -> None:
        """Give the costliest senders a subdomain each until the goal is reached."""
        for branch in sorted(self.kept, key=lambda one: -one.lookups):
            if self.lookups <= goal:
                return
            if branch.name == "include" and branch.target and branch.lookups <= MOST_LOOKUPS:
                self.kept.remove(branch)
                subdomain = f"{_label(branch.target)}.{self.domain}"
                self.moved.append((subdomain, f"v=spf1 {branch.text} ~all"))
                says = f"Let the service behind `{branch.text}` send as {subdomain} instead."
                self.steps.append(Step(says, branch.lookups))


def _repeated(work: _Work, branch: Branch) -> str:
    first = next(one for one in work.kept if _same(one, branch))
    return "" if first is branch else "it stands there twice"


def _same(one: Branch, other: Branch) -> bool:
    leads = one.name in {"include", "exists", "ptr"} and one.target != ""
    alike = (one.name, one.qualifier, one.target) == (other.name, other.qualifier, other.target)
    return (leads and alike) or one.text.lower() == other.text.lower()


def _covered(work: _Work, branch: Branch) -> str:
    """Say which other include holds this one already."""
    if branch.name != "include" or branch.qualifier != "+":
        return ""
    passing = (one for one in work.kept if one is not branch and one.qualifier == "+")
    holder = next(
        (one for one in passing if one.child and branch.target in _below(one.child)), None
    )
    return f"`{holder.text}` includes it already" if holder else ""


def _below(node: Node) -> set[str]:
    """Return the domains that a policy includes whole, itself not among them."""
    found = set()
    for branch in node.branches:
        if branch.child is not None and branch.qualifier in {"+", ""}:
            found |= {branch.target} | _below(branch.child)
    return found


def _by_name(_: _Work, branch: Branch) -> str:
    slow = "`ptr` is slow, unreliable and deprecated (RFC 7208 section 5.5)"
    return slow if branch.name == "ptr" else ""


def _leads_nowhere(_: _Work, branch: Branch) -> str:
    if branch.void:
        return f"{branch.target} has no such record"
    child = branch.child
    if child is None:
        return ""
    if child.state is State.LOOP:
        return "it leads back to the record it stands in"
    if child.problems:
        return f"the record of {child.domain} has a mistake"
    return f"{child.domain} {child.state}" if child.state.dead else ""


def _as_addresses(branch: Branch) -> tuple[tuple[str, ...], str] | None:
    plain = branch.text.rpartition("/")[0] == ""
    if branch.name not in {"a", "mx"} or not plain or branch.qualifier != "+":
        return None
    if not 0 < len(branch.addresses) <= MOST_ADDRESSES:
        return None
    words = tuple(dict.fromkeys(network_term(address) for address in branch.addresses))
    return words, f"its addresses, `{' '.join(words)}`, and keep them up to date"


def _as_blocks(branch: Branch) -> tuple[tuple[str, ...], str] | None:
    if branch.name != "include" or branch.qualifier != "+" or branch.child is None:
        return None
    words = networks_of(branch.child)
    # A large provider changes its addresses: what is written out then stops its mail.
    if not words or len(words) > MOST_BLOCKS or by_include(branch.target) is not None:
        return None
    return words, "the addresses it stands for, and watch for changes"


def _label(target: str) -> str:
    """Return a short name for a sender: the word before its top-level domain."""
    words = [word for word in target.split(".") if word and not word.startswith("_")]
    return words[-2] if len(words) > 1 else "mail"
