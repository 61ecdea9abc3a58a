"""Ask audit tools of this machine about the locked dependencies, when that was allowed."""

from __future__ import annotations

import asyncio

from launchready.collect.collector import NotThere, Reach, collector
from launchready.collect.look import Look
from launchready.collect.repo.stack import work_tree
from launchready.collect.subjects import product
from launchready.facts.base import PRODUCT
from launchready.facts.delivery import DependencyHoles
from launchready.net.failure import Failure, Phase
from launchready.repo.delivery.auditing import auditable, audited

MOST_LOCKS = 10


@collector(per=product, none="the product has no repository", reach=Reach.READS)
async def collect_dependency_holes(look: Look, _: str) -> DependencyHoles:
    """Audit every lock file with a tool that is here; unknown where none is or it cannot say."""
    tree = await work_tree(look)
    locks = auditable(tree)[:MOST_LOCKS]
    if not locks:
        why = "there is no lock file to audit"
        raise NotThere(why)
    if not look.run.audit_dependencies:
        why = "audit tools ask their vendors over the network: run with --audit-dependencies"
        raise Failure(Phase.CONTENT, why)
    found = [await asyncio.to_thread(audited, tree, lock) for lock in locks]
    holes = tuple(hole for one in found for hole in one.holes)
    failed = [one for one in found if one.why]
    if failed and not holes:
        raise Failure(Phase.CONTENT, f"{failed[0].lock}: {failed[0].why}")
    told = tuple(f"{one.lock} ({one.tool})" for one in found if not one.why)
    return DependencyHoles(PRODUCT, told, holes)
