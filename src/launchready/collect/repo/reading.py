"""What several collectors of delivery need of the repository, read once a run."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from launchready.collect.look import Look
from launchready.collect.repo.stack import work_tree
from launchready.facts.delivery import Pipelines
from launchready.facts.matched import CodeRoute
from launchready.net.failure import Failure, Phase
from launchready.repo.ci import YamlError, read_pipelines
from launchready.repo.ci.started import Started, read_started
from launchready.repo.routes import read_routes

T = TypeVar("T")


async def started_of(look: Look) -> Started:
    """Return what commands start by name."""
    tree = await work_tree(look)
    return await _once(look, "started", lambda: read_started(tree))


async def pipelines_of(look: Look) -> Pipelines:
    """Return every pipeline; raises `Failure` when a definition cannot be read."""
    tree, started = await work_tree(look), await started_of(look)

    def read() -> Pipelines:
        try:
            return read_pipelines(tree, started)
        except YamlError as error:
            raise Failure(Phase.CONTENT, str(error)) from None

    return await _once(look, "pipelines", read)


async def routes_of(look: Look) -> tuple[CodeRoute, ...]:
    """Return the routes that the code serves."""
    tree = await work_tree(look)
    return await _once(look, "code routes", lambda: read_routes(tree))


async def _once(look: Look, key: str, read: Callable[[], T]) -> T:
    return await look.once(("repository", key), lambda: asyncio.to_thread(read))
