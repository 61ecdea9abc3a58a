"""Which suites a server accepts, and which it would rather use.

A server names one suite per connection, so suites are found by elimination: offer a group, leave
out what was chosen, offer the rest, until nothing is accepted. Groups run side by side. Each comes
out in the server's order, and one offer across each border proves the order of the groups; only
where it does not (an old server that likes RC4 best) are the groups merged one by one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from launchready.net.tls.ask import Endpoint
from launchready.net.tls.hello import Version
from launchready.net.tls.reply import Accepted, Other, Refused, Reply
from launchready.net.tls.suites import SUITES, WEAK, Suite

_PATIENCE = 12
"""Timeouts of the dialler that a whole elimination may take."""


@dataclass(frozen=True, slots=True)
class Found:
    """The suites that a server accepts."""

    suites: tuple[int, ...]
    """In the server's order of preference; in ours where it follows the client's."""
    ends: tuple[Reply, ...]
    """What ended each group; anything but a refusal means that there may be more."""


async def accepted_suites(endpoint: Endpoint) -> Found:
    """Find every suite of TLS 1.2 and below that is accepted, with a connection for each or two."""
    groups = _groups()
    runs = await asyncio.gather(*(_eliminate(endpoint, group) for group in groups))
    found = [accepted for accepted, _ in runs if accepted]
    return Found(await _in_order(endpoint, found), tuple(end for _, end in runs))


def _groups() -> list[list[int]]:
    def group(suite: Suite) -> int:
        if suite.code in WEAK:
            return 3
        if not suite.forward_secret:
            return 2
        return 0 if suite.authenticated_encryption else 1

    return [[suite.code for suite in SUITES if group(suite) == number] for number in range(4)]


def _deadline(endpoint: Endpoint) -> float:
    return asyncio.get_running_loop().time() + _PATIENCE * endpoint.dialler.timeout


async def _eliminate(endpoint: Endpoint, suites: Sequence[int]) -> tuple[list[int], Reply]:
    rest = list(suites)
    accepted: list[int] = []
    deadline = _deadline(endpoint)
    while rest:
        if asyncio.get_running_loop().time() > deadline:
            return accepted, Other("stopped because each answer takes too long")
        reply = await endpoint.reply(Version.TLS12, rest)
        if not isinstance(reply, Accepted):
            return accepted, reply
        accepted.append(reply.suite)
        rest.remove(reply.suite)
    return accepted, Refused("nothing left to offer")


async def _in_order(endpoint: Endpoint, groups: Sequence[list[int]]) -> tuple[int, ...]:
    """Put groups, each in the server's order, into one order."""
    flat = tuple(suite for group in groups for suite in group)
    borders = [(after[0], before[-1]) for before, after in pairwise(groups)]
    if not borders:
        return flat
    longest = max(groups, key=len)
    backwards, *across = await asyncio.gather(
        endpoint.reply(Version.TLS12, longest[::-1]),
        *(endpoint.reply(Version.TLS12, border) for border in borders),
    )
    follows_client = len(longest) > 1 and _suite(backwards) == longest[-1]
    if follows_client or [_suite(reply) for reply in across] == [last for _, last in borders]:
        return flat
    return await _merge(endpoint, groups)


def _suite(reply: Reply) -> int | None:
    return reply.suite if isinstance(reply, Accepted) else None


async def _merge(endpoint: Endpoint, groups: Sequence[list[int]]) -> tuple[int, ...]:
    """Let the server choose between the best of each group until one group is left."""
    left = [list(group) for group in groups]
    merged: list[int] = []
    deadline = _deadline(endpoint)
    while len(left) > 1 and asyncio.get_running_loop().time() <= deadline:
        chosen = _suite(await endpoint.reply(Version.TLS12, [group[0] for group in left]))
        if chosen is None:
            break
        merged.append(chosen)
        left = [group[1:] if group[0] == chosen else group for group in left]
        left = [group for group in left if group]
    return (*merged, *(suite for group in left for suite in group))
