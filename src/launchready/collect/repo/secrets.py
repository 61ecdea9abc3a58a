"""Look for secrets in the repository: its files, its history, its messages."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable

from launchready.collect.collector import NotThere, collector
from launchready.collect.look import Look
from launchready.facts.product import Product
from launchready.facts.secrets import (
    FILES,
    HISTORY,
    UNREAD_FILES,
    UNREAD_HISTORY,
    FileSecrets,
    HistorySecrets,
)
from launchready.repo.secrets.search import Searched, search
from launchready.repo.trouble import RepositoryError


def files(_: Product) -> Iterable[str]:
    """What was read of the files, and what was not: the second is a gap while there is any."""
    return (FILES, UNREAD_FILES)


def history(_: Product) -> Iterable[str]:
    """The same of the history."""
    return (HISTORY, UNREAD_HISTORY)


async def searched(look: Look) -> Searched:
    """Search once a run; the thread stops when nobody waits for it any more."""
    repository = look.repository()
    stop = threading.Event()

    async def run() -> Searched:
        try:
            return await asyncio.to_thread(search, repository, look.wanted, stop)
        finally:
            stop.set()

    return await look.once(("secrets",), run)


@collector(per=files, none="the product has no repository")
async def collect_file_secrets(look: Look, subject: str) -> FileSecrets:
    """Return what the current commit and the work tree give away."""
    found = (await searched(look)).in_files()
    if subject == UNREAD_FILES:
        _require(found.coverage.unread_files)
    return found


@collector(per=history, none="the product has no repository")
async def collect_history_secrets(look: Look, subject: str) -> HistorySecrets:
    """Return what only the history, messages and unreachable objects hold."""
    found = (await searched(look)).in_history()
    if subject == UNREAD_HISTORY:
        _require(found.coverage.unread_history)
    return found


def _require(unread: tuple[str, ...]) -> None:
    """Raise `RepositoryError` for what was not read, else `NotThere`."""
    if not unread:
        why = "everything was read"
        raise NotThere(why)
    raise RepositoryError("; ".join(unread))
