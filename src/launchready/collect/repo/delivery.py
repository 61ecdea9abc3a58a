"""Read how the product is released, installed, run, and which routes its code serves."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from launchready.collect.collector import NotThere, collector
from launchready.collect.look import Look
from launchready.collect.repo.pipelines import NONE, languages_of
from launchready.collect.repo.reading import pipelines_of, routes_of, started_of
from launchready.collect.repo.stack import stack_of, work_tree
from launchready.collect.subjects import product
from launchready.facts.base import PRODUCT
from launchready.facts.delivery import Images, Installs, Releasing
from launchready.facts.matched import CodeRoutes, VersionMarks
from launchready.net.failure import Failure, Phase
from launchready.repo.delivery.images import read_images
from launchready.repo.delivery.installs import read_installs
from launchready.repo.delivery.releasing import read_releasing, version_tags
from launchready.repo.version import read_marks

READ = frozenset({"Python", "JavaScript", "TypeScript", "Ruby", "PHP"})
"""Languages whose routes are read."""


@collector(per=product, none=NONE)
async def collect_releasing(look: Look, _: str) -> Releasing:
    """Read files, targets, pipelines and documents about releases."""
    tree, started = await work_tree(look), await started_of(look)
    pipelines = await pipelines_of(look)
    found = await asyncio.to_thread(read_releasing, tree, started, pipelines)
    tags = await asyncio.to_thread(version_tags, look.repository())
    return replace(found, tags=tags)


@collector(per=product, none=NONE)
async def collect_images(look: Look, _: str) -> Images:
    """Read whom containers run as."""
    found = await asyncio.to_thread(read_images, await work_tree(look))
    if not found.images:
        why = "the repository builds no container image"
        raise NotThere(why)
    return found


@collector(per=product, none=NONE)
async def collect_installs(look: Look, _: str) -> Installs:
    """Read what is installed and which file fixes the versions."""
    found = await asyncio.to_thread(read_installs, await work_tree(look), await pipelines_of(look))
    if not found.packages:
        why = "the repository asks for no packages"
        raise NotThere(why)
    return found


@collector(per=product, none=NONE)
async def collect_code_routes(look: Look, _: str) -> CodeRoutes:
    """Read the routes that the code serves."""
    found = await routes_of(look)
    if found:
        return CodeRoutes(PRODUCT, found)
    seen = await languages_of(look)
    unread = [name for name in seen if name not in READ]
    stack = await stack_of(look)
    if unread and stack.is_service:
        why = f"routes of {unread[0]} code are not read"
        raise Failure(Phase.CONTENT, why)
    why = "no route was recognised in the code"
    raise NotThere(why)


@collector(per=product, none=NONE)
async def collect_version_marks(look: Look, _: str) -> VersionMarks:
    """Read where the code tells which build is running."""
    tree = await work_tree(look)
    routes = await routes_of(look)
    stack = await stack_of(look)
    if not routes and not stack.is_service:
        why = "the repository is no service that runs somewhere"
        raise NotThere(why)
    return VersionMarks(PRODUCT, await asyncio.to_thread(read_marks, tree, routes))
