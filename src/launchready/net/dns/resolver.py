"""A stub resolver: asks each question once, follows aliases, and turns every failure to a value."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import dns.name
import dns.rdatatype
import dns.rrset

from launchready.facts.dns import Answer, Status
from launchready.net.dns.asking import Heard, Patience, Question, ask
from launchready.net.dns.exchange import Exchange
from launchready.net.dns.names import absolute, plain
from launchready.net.dns.reading import Reply, broken_chain
from launchready.net.dns.servers import Server
from launchready.net.failure import Failure, Phase
from launchready.net.traffic import Traffic

K = TypeVar("K")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Signed:
    """One answer with its signatures, unvalidated."""

    name: dns.name.Name
    status: Status
    why: str = ""
    rrset: dns.rrset.RRset | None = None
    signatures: dns.rrset.RRset | None = None
    passes_signatures: bool = False
    """The server understands the DO bit; one that does not leaves signatures out."""


class Resolver:
    """Asks name servers for one run, each question once: its cache is as old as the run.

    `timeout` seconds a try, `tries` rounds over the servers, `total` seconds for one question; a
    chain of aliases gets twice that.
    """

    def __init__(
        self,
        servers: Sequence[Server],
        traffic: Traffic,
        *,
        timeout: float = 3.0,
        tries: int = 2,
        total: float = 6.0,
    ) -> None:
        self._servers = list(servers)
        self._exchange = Exchange(traffic)
        self._patience = Patience(timeout, tries, total)
        self._heard: dict[tuple[Question, Server | None], asyncio.Task[Heard]] = {}
        self._chased: dict[Question, asyncio.Task[Answer]] = {}

    async def ask(self, name: str, kind: str) -> Answer:
        """Return what the resolver says, aliases followed (RFC 1034 section 5.2.2)."""
        try:
            question = Question(absolute(name), dns.rdatatype.from_text(kind))
        except ValueError as error:
            return _unaskable(name, kind, str(error))
        heard = await self._hear(question)
        if heard.reply.pending is None:
            return _answer(question, heard)
        return await _once(self._chased, question, lambda: self._chase(question, heard))

    async def ask_at(self, server: Server, name: str, kind: str) -> Answer:
        """Return what one authoritative server says itself: no recursion, no aliases followed."""
        try:
            question = Question(absolute(name), dns.rdatatype.from_text(kind), recurse=False)
        except ValueError as error:
            return _unaskable(name, kind, str(error))
        return _answer(question, await self._hear(question, server))

    async def ask_signed(self, name: str, kind: str) -> Signed:
        """Return records and signatures as they are, whether they hold or not (DO and CD set).

        Raises `Failure` when the name is invalid.
        """
        try:
            question = Question(absolute(name), dns.rdatatype.from_text(kind), signed=True)
        except ValueError as error:
            raise Failure(Phase.NAME, str(error)) from None
        reply = (await self._hear(question)).reply
        if reply.aliases and reply.status.known:
            return Signed(question.name, Status.NO_RECORDS, "the name is an alias")
        return Signed(
            question.name,
            reply.status,
            reply.why,
            reply.rrset,
            reply.signatures,
            reply.passes_signatures,
        )

    async def addresses(self, host: str) -> tuple[str, ...]:
        """Return the addresses of a host, IPv4 first. Raises `Failure` when there are none."""
        ipv4, ipv6 = await asyncio.gather(self.ask(host, "A"), self.ask(host, "AAAA"))
        if not (ipv4.values or ipv6.values):
            raise Failure(Phase.NAME, _no_address(host, ipv4, ipv6))
        return ipv4.values + ipv6.values

    async def close(self) -> None:
        """Stop every query and close every socket."""
        tasks: list[asyncio.Task[Any]] = [*self._heard.values(), *self._chased.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._heard.clear()
        self._chased.clear()
        self._exchange.close()

    async def _hear(self, question: Question, server: Server | None = None) -> Heard:
        return await _once(self._heard, (question, server), lambda: self._query(question, server))

    async def _query(self, question: Question, server: Server | None) -> Heard:
        servers = self._servers if server is None else (server,)
        heard = await ask(self._exchange, servers, question, self._patience)
        if server is None and heard.server and heard.reply.status.known:
            self._prefer(heard.server)
        return heard

    def _prefer(self, server: str) -> None:
        """Ask the one that answers first from now on: waiting for a dead one costs seconds."""
        self._servers.sort(key=lambda known: str(known) != server)

    async def _chase(self, question: Question, heard: Heard) -> Answer:
        """Ask for each alias target that the server left to us."""
        chain = (question.name, *heard.reply.aliases)
        took_ms = heard.took_ms
        limit = 2 * self._patience.total
        try:
            async with asyncio.timeout(limit):
                while heard.reply.pending is not None:
                    heard = await self._hear(replace(question, name=heard.reply.pending))
                    took_ms += heard.took_ms
                    chain += heard.reply.aliases
                    why = broken_chain(chain)
                    if why:
                        heard = replace(heard, reply=Reply(Status.BROKEN, why))
        except TimeoutError:
            why = f"following the aliases took more than {limit:g} s"
            heard = replace(heard, reply=Reply(Status.TIMEOUT, why))
        reply = replace(heard.reply, aliases=chain[1:])
        return _answer(question, Heard(reply, heard.server, took_ms))


async def _once(
    tasks: dict[K, asyncio.Task[T]], key: K, start: Callable[[], Coroutine[Any, Any, T]]
) -> T:
    """Await work that others may share: a caller who gives up does not stop it for them."""
    task = tasks.get(key)
    if task is None:
        task = tasks[key] = asyncio.create_task(start())
    return await asyncio.shield(task)


def _answer(question: Question, heard: Heard) -> Answer:
    reply = heard.reply
    return Answer(
        name=plain(question.name),
        kind=dns.rdatatype.to_text(question.kind),
        status=reply.status,
        values=reply.values,
        ttl=reply.ttl,
        aliases=tuple(plain(alias) for alias in reply.aliases),
        server=heard.server,
        authoritative=reply.authoritative,
        recursion=reply.recursion,
        took_ms=round(heard.took_ms, 3),
        why=reply.why,
    )


def _unaskable(name: str, kind: str, why: str) -> Answer:
    shown = name[:253].encode("utf-8", "backslashreplace").decode()
    return Answer(shown, kind.upper(), Status.BROKEN, why=why)


def _no_address(host: str, *answers: Answer) -> str:
    """Say why a host has no address; what could not be seen comes before what is not there."""
    answer = next((one for one in answers if not one.status.known), answers[0])
    if not answer.status.known:
        return f"the look-up of {host} failed: {answer.why}"
    if answer.aliases:
        end = answer.aliases[-1]
        missing = answer.status is Status.NO_SUCH_NAME
        fate = "does not exist" if missing else "has no address"
        return f"{host} is an alias of {end}, which {fate}"
    if answer.status is Status.NO_SUCH_NAME:
        return f"{host} does not exist"
    return f"{host} has no address"
