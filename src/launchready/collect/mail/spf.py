"""See the sender policies of the sending domains, and everything that they lead to."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from launchready.collect.collector import NotThere, Reach, collector
from launchready.collect.look import Look
from launchready.collect.mail.domains import NONE, sending_domains, told
from launchready.derive.mail.spf.evaluation import MOST_LOOKUPS, Query
from launchready.derive.mail.spf.names import zone_spelling
from launchready.derive.mail.spf.nodes import Tree
from launchready.derive.mail.spf.record import near_misses, spf_records
from launchready.derive.mail.spf.tree import MOST_DEPTH, addresses_wanted, build, known
from launchready.facts.dns import Answer
from launchready.facts.spf import SpfLookups, SpfRecord
from launchready.net.failure import Failure, Phase

MOST_QUERIES = 40
"""For one domain. A policy within its limits needs fewer."""
MOST_SHOWN = 8


@collector(per=sending_domains, none=NONE, reach=Reach.READS, existing=True)
async def collect_spf_record(look: Look, domain: str) -> SpfRecord:
    """Ask for the TXT records of a sending domain."""
    values = told(await look.ask(domain, "TXT")).values
    return SpfRecord(domain, spf_records(values)[:MOST_SHOWN], near_misses(values)[:MOST_SHOWN])


@collector(per=sending_domains, none=NONE, reach=Reach.READS, existing=True)
async def collect_spf_lookups(look: Look, domain: str) -> SpfLookups:
    """Ask for all that evaluating the policy can need, a whole level of includes at a time."""
    root = told(await look.ask(domain, "TXT"))
    if len(spf_records(root.values)) != 1:
        why = f"{domain} does not publish one SPF record, so there is nothing to follow"
        raise NotThere(why)
    answers = {Query(domain, "TXT"): _policies(root)}
    tree = build(domain, known(answers.values()))
    for _ in range(MOST_DEPTH + 1):
        if not await _ask(look, tree.missing, answers):
            break
        tree = build(domain, known(answers.values()))
    if tree.lookups >= MOST_LOOKUPS - 1:
        # Only now the advice needs them: the records that `a` and `mx` could be written out as.
        await _ask(look, addresses_wanted(tree), answers)
    if tree.unseen and not _settled(tree):
        raise Failure(Phase.NAME, f"a part of the policy could not be seen: {tree.unseen[0]}")
    return SpfLookups(domain, tuple(answers.values()))


async def _ask(look: Look, queries: tuple[Query, ...], answers: dict[Query, Answer]) -> bool:
    """Ask what is new, all at once, as far as the budget goes; False where nothing was asked."""
    new = [query for query in dict.fromkeys(queries) if query not in answers]
    new = new[: MOST_QUERIES - len(answers)]
    asked = (look.ask(zone_spelling(query.name), query.kind) for query in new)
    heard = await asyncio.gather(*asked)
    for query, answer in zip(new, heard, strict=True):
        # Under the name that was asked for: the resolver may spell it its own way.
        answers[query] = replace(_policies(answer), name=query.name)
    return bool(new)


def _settled(tree: Tree) -> bool:
    """Whether the policy is broken whatever the unseen part says."""
    return (
        tree.over
        or tree.too_void
        or any(branch.child is not None and branch.child.broken for _, branch in tree.walk())
    )


def _policies(answer: Answer) -> Answer:
    """Leave out the TXT records that are nobody's business here."""
    return replace(answer, values=spf_records(answer.values)) if answer.kind == "TXT" else answer
