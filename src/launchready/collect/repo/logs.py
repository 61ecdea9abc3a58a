"""Read the logs that somebody named for what should not be in them."""

from __future__ import annotations

import asyncio

from launchready.collect.collector import NotThere, Side, collector
from launchready.collect.look import Look
from launchready.collect.subjects import product
from launchready.facts.secrets import LogLeaks
from launchready.repo.secrets.bundles import key_of_site
from launchready.repo.secrets.engine import Kingfisher
from launchready.repo.secrets.logs import read_logs
from launchready.repo.secrets.memory import key_of
from launchready.repo.secrets.reader import Reader


@collector(per=product, none="the product has no log", sides=frozenset({Side.LOGS}))
async def collect_log_leaks(look: Look, _: str) -> LogLeaks:
    """Return counts and masked samples; no line is kept as it stands."""
    paths = look.wanted.logs
    if not paths:
        why = "no log was named (launchready secrets --logs FILE)"
        raise NotThere(why)

    def read() -> LogLeaks:
        key = key_of_site(look.product.domain) if look.repo is None else key_of(look.repo)
        return read_logs(paths, Reader(Kingfisher(), key, look.wanted.given))

    return await asyncio.to_thread(read)
