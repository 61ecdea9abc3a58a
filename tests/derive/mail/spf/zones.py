"""Zones as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from launchready.derive.mail.spf.evaluation import Query
from launchready.derive.mail.spf.nodes import Tree
from launchready.derive.mail.spf.tree import addresses_wanted, build, known
from launchready.facts.dns import Answer, Status

Records = Mapping[str, Mapping[str, Sequence[str]]]
MOST_QUERIES = 500


def look_up(zone: Records, name: str, kind: str) -> Answer:
    """What an honest resolver answers over a table; the value `TIMEOUT` is a server in silence."""
    records = zone.get(name.lower())
    if records is None:
        return Answer(name, kind, Status.NO_SUCH_NAME)
    values = tuple(records.get(kind, ()))
    if values == ("TIMEOUT",):
        return Answer(name, kind, Status.TIMEOUT, why="timed out")
    return Answer(name, kind, Status.ANSWERED if values else Status.NO_RECORDS, values)


def grown_answers(
    zone: Records, domain: str = "shop.example", *, addresses: bool = False
) -> tuple[Answer, ...]:
    """Every answer that the tree of a table needs, asked level by level as the collector does."""
    answers: dict[Query, Answer] = {}
    tree = build(domain, known(()))
    while tree.missing and len(answers) < MOST_QUERIES:
        answers |= {query: look_up(zone, query.name, query.kind) for query in tree.missing}
        tree = build(domain, known(answers.values()))
    if addresses:
        wanted = addresses_wanted(tree)
        answers |= {query: look_up(zone, query.name, query.kind) for query in wanted}
    return tuple(answers.values())


def grown(zone: Records, domain: str = "shop.example", *, addresses: bool = False) -> Tree:
    """The whole tree over a table."""
    return build(domain, known(grown_answers(zone, domain, addresses=addresses)))


def txt(**records: str) -> dict[str, dict[str, list[str]]]:
    """`txt(shop="v=spf1 -all")`: TXT records of names under `.example`."""
    return {f"{name}.example": {"TXT": [text]} for name, text in records.items()}
