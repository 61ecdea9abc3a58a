"""Word what is wrong with a policy: evidence, records to publish, commands that verify."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from launchready.derive.dns.mail import read_mx
from launchready.derive.mail.publish import publish, seen
from launchready.derive.mail.senders import declared_services
from launchready.derive.mail.services import by_mx
from launchready.derive.mail.spf.nodes import Branch, Node, Tree
from launchready.derive.mail.spf.plan import Plan, plan
from launchready.derive.mail.spf.record import read_record
from launchready.derive.mail.spf.repair import in_order
from launchready.derive.mail.spf.terms import Modifier
from launchready.facts.mail import MailDomain
from launchready.facts.product import Product

MOST_LINES = 12
_LINE = 200
_PART = 400
"""Bytes of the terms of one part of a record that is split."""


def published(domain: str, records: Iterable[str]) -> tuple[str, ...]:
    """Return records as lines of evidence."""
    return tuple(seen(domain, record) for record in records)[:MOST_LINES]


def replace_by(domain: str, record: str, product: Product) -> str:
    """Say which record to publish in place of what stands there."""
    return f"Keep one SPF record. {publish(domain, record, product)}"


def first_record(mail: MailDomain, product: Product) -> str:
    """Return a record for a domain that has none: who receives its mail and who is declared."""
    hosts = [host for _, host in read_mx(mail.mx.values) if host != "."]
    known = [service for service in (by_mx(host) for host in hosts) if service is not None]
    includes = [
        f"include:{service.spf[0]}"
        for service in (*known, *declared_services(product))
        if service.spf
    ]
    own = ["mx"] if hosts and not known else []
    return in_order((*own, *includes, "~all"))


def costs(tree: Tree) -> tuple[str, ...]:
    """Return what each term of the record costs, the dearest first, as lines of evidence."""
    asking = sorted(
        (branch for branch in tree.root.branches if branch.lookups),
        key=lambda branch: -branch.lookups,
    )
    total = (f"{tree.root.domain}: {tree.counted} of 10 lookups",)
    return (*total, *(_cost(branch) for branch in asking[: MOST_LINES - 1]))


def under(tree: Tree, product: Product, goal: int) -> str:
    """Say how the policy comes under a number of lookups, with the records to publish."""
    made = plan(tree, goal)
    return " ".join(
        part
        for part in (
            made.in_words,
            _then(made),
            publish(made.domain, made.record, product),
            *(publish(name, record, product) for name, record in made.moved),
        )
        if part
    )


def dead(tree: Tree) -> Iterator[tuple[tuple[Node, ...], Branch, str]]:
    """Yield the way to every policy that is not there or is broken, and why, each once."""
    told = set()
    for path, branch in tree.walk():
        child = branch.child
        if child is None or not child.broken or (path[-1].domain, branch.target) in told:
            continue
        told.add((path[-1].domain, branch.target))
        mistake = child.problems[0] if child.problems else None
        why = f"has a mistake at column {mistake.column}: {mistake.why}" if mistake else child.state
        yield path, branch, str(why)


def split(domain: str, text: str, product: Product) -> str:
    """Say how a record is published in parts, each short enough for one packet."""
    record = read_record(text)
    parts, held = [list[str]()], []
    for one in record.terms:
        if one.name == "all" or isinstance(one, Modifier):
            held.append(one.text)
        elif len(" ".join((*parts[-1], one.text))) > _PART:
            parts.append([one.text])
        else:
            parts[-1].append(one.text)
    names = [f"_spf{number}.{domain}" for number in range(1, len(parts) + 1)]
    whole = in_order((*(f"include:{name}" for name in names), *held))
    lines = [publish(domain, whole, product)]
    lines += [
        publish(name, in_order((*part, "~all")), product)
        for name, part in zip(names, parts, strict=True)
    ]
    return " ".join(lines)


def way(path: tuple[Node, ...], branch: Branch) -> str:
    """Return how receivers come to a term: `shop.example > include:a.example`."""
    line = " > ".join((path[0].domain, *(_step(path)), branch.text))
    return line if len(line) <= _LINE else line[: _LINE - 1] + "…"


def cut(text: str, most: int = 80) -> str:
    """Return hostile text short enough for a sentence."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _step(path: tuple[Node, ...]) -> Iterable[str]:
    return (node.domain for node in path[1:])


def _cost(branch: Branch) -> str:
    state = f" ({branch.child.state})" if branch.child and branch.child.broken else ""
    void = " (void)" if branch.void else ""
    return f"{branch.lookups} {cut(branch.text, 150)}{state}{void}"


def _then(made: Plan) -> str:
    return f"The policy then needs {made.lookups} lookups." if made.steps else ""
