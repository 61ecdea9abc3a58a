"""Run a generator that asks, such as `check_host`, over a real resolver."""

from __future__ import annotations

import asyncio
from typing import Protocol

from launchready.derive.mail.spf.check_host import Asking
from launchready.derive.mail.spf.names import zone_spelling
from launchready.facts.dns import Answer
from launchready.facts.spf import SpfResult, SpfVerdict

PATIENCE = 20.0
"""Seconds that one evaluation may take (RFC 7208 section 4.6.4)."""


class Asks(Protocol):
    """A resolver: `net.dns.resolver.Resolver`, or a look."""

    async def ask(self, name: str, kind: str) -> Answer:
        """Return the answer; a failure is a value."""


async def drive(asking: Asking, resolver: Asks, *, seconds: float = PATIENCE) -> SpfResult:
    """Evaluate a policy over the network; past `seconds` the result is temperror. Never raises."""
    try:
        async with asyncio.timeout(seconds):
            return await _drive(asking, resolver)
    except TimeoutError:
        why = f"the evaluation took more than {seconds:g} s"
        return SpfResult(SpfVerdict.TEMPERROR, why)


async def _drive(asking: Asking, resolver: Asks) -> SpfResult:
    try:
        query = next(asking)
        while True:
            query = asking.send(await resolver.ask(zone_spelling(query.name), query.kind))
    except StopIteration as end:
        result: SpfResult = end.value
        return result
