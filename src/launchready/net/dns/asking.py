"""Put one question to several servers until one has something to say."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import dns.name
import dns.rcode
from dns.rdatatype import RdataType

from launchready.facts.dns import Status
from launchready.net.dns import wire
from launchready.net.dns.exchange import Exchange, NoReply
from launchready.net.dns.reading import Reply, Unreadable, read
from launchready.net.dns.servers import Server

_NO_EDNS = frozenset({int(dns.rcode.FORMERR), int(dns.rcode.NOTIMP)})
"""How servers from before EDNS answer it (RFC 6891 section 7)."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds."""

    timeout: float = 3.0
    """For one try at one server."""
    tries: int = 2
    """Rounds over the servers."""
    total: float = 6.0
    """For one question."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and how."""

    name: dns.name.Name
    kind: RdataType
    recurse: bool = True
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """A reply, or why there is none, and from whom."""

    reply: Reply
    server: str
    took_ms: float


async def ask(
    exchange: Exchange, servers: Sequence[Server], question: Question, patience: Patience
) -> Heard:
    """Return the first answer, else the most telling failure; never raises for what servers do."""
    clock = asyncio.get_running_loop().time
    began = clock()
    reply = Reply(Status.TIMEOUT, f"no answer within {patience.total:g} s")
    told_by = ""
    candidates = list(servers)
    for server in list(servers) * patience.tries:
        left = began + patience.total - clock()
        if left <= 0:
            break
        if server not in candidates:
            continue
        try:
            latest = await _try(exchange, server, question, min(patience.timeout, left))
        except NoReply as failure:
            latest = Reply(Status.TIMEOUT, str(failure))
        except Unreadable as failure:
            latest = Reply(Status.BROKEN, f"{server}: {failure}")
        else:
            # It has spoken, and would say the same again in the next round.
            candidates.remove(server)
        if latest.status.known:
            return Heard(latest, str(server), (clock() - began) * 1e3)
        if reply.status is Status.TIMEOUT:
            reply, told_by = latest, str(server)
    return Heard(reply, told_by, (clock() - began) * 1e3)


async def _try(exchange: Exchange, server: Server, question: Question, within: float) -> Reply:
    """Ask one server once, and without EDNS where it does not know that."""
    clock = asyncio.get_running_loop().time
    began = clock()
    query = wire.ask(question.name, question.kind, recurse=question.recurse, signed=question.signed)
    raw = await exchange.fetch(server, query, within)
    left = within - (clock() - began)
    if wire.rcode(raw) in _NO_EDNS and left > 0:
        query = wire.ask(question.name, question.kind, recurse=question.recurse, edns=False)
        raw = await exchange.fetch(server, query, left)
    return read(query, raw)
