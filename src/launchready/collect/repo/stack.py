"""Recognise what the product is built of."""

from __future__ import annotations

import asyncio

from launchready.collect.collector import collector
from launchready.collect.look import Look
from launchready.collect.subjects import product
from launchready.facts.stack import Stack
from launchready.repo.stack import read_stack
from launchready.repo.tree import Tree
from launchready.repo.trouble import RepositoryError


async def work_tree(look: Look) -> Tree:
    """List the work tree once a run. Raises `NotThere` without a repository, and `Failure`."""
    repository = look.repository()
    if repository.bare:
        why = "the repository is bare: it has no work tree to read"
        raise RepositoryError(why)
    return await look.once(("work tree",), lambda: asyncio.to_thread(Tree, repository.root))


async def stack_of(look: Look) -> Stack:
    """Recognise the stack once a run."""
    tree = await work_tree(look)
    return await look.once(("stack",), lambda: asyncio.to_thread(read_stack, tree))


@collector(per=product, none="the product has no repository")
async def collect_stack(look: Look, _: str) -> Stack:
    """Name frameworks, platforms and services, each with the line that tells."""
    return await stack_of(look)
