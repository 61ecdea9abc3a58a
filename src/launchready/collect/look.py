"""One run's eyes: the network, the manifest, and the measurements that collectors share.

The same DNS answer, TLS handshake or page serves everyone who asks: `once` keeps it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from datetime import datetime
from pathlib import Path
from typing import TypeVar, cast

from launchready.collect.collector import NotThere
from launchready.collect.subjects import root
from launchready.derive.bot_wall import bot_wall
from launchready.facts.dns import Answer, Status
from launchready.facts.product import Product
from launchready.facts.run import Run
from launchready.net.failure import Failure, Phase
from launchready.net.http.client import Trail
from launchready.net.http.message import Request, Response
from launchready.net.network import Network
from launchready.repo.open import Repository
from launchready.repo.secrets.wanted import Wanted

T = TypeVar("T")


class Look:
    """What a collector is given."""

    def __init__(
        self, product: Product, network: Network, run: Run, repo: Repository | None = None
    ) -> None:
        self.product = product
        self.network = network
        self.run = run
        self.repo = repo
        self.wanted = Wanted()
        """How to look for secrets."""
        self.recorded: tuple[tuple[str, Path], ...] = ()
        """Outputs of platforms' command lines: the environment's name, and the file."""
        self._kept: dict[Hashable, asyncio.Future[object]] = {}

    @property
    def at(self) -> datetime:
        """When the run began, UTC."""
        return self.run.at

    def repository(self) -> Repository:
        """Return the repository of the product; raises `NotThere` when none was given."""
        if self.repo is None:
            why = "no repository was given (--repo)"
            raise NotThere(why)
        return self.repo

    async def once(self, key: Hashable, measure: Callable[[], Awaitable[T]]) -> T:
        """Measure at most once per key and run; a failure is kept and raised to everyone."""
        future = self._kept.get(key)
        if future is None:
            future = asyncio.ensure_future(_measured(measure))
            self._kept[key] = future
        # Shielded: a collector that is cancelled must not take the measurement from the others.
        return cast("T", await asyncio.shield(future))

    async def ask(self, name: str, kind: str) -> Answer:
        """Ask the resolver; it keeps its own answers."""
        return await self.network.resolver.ask(name, kind)

    async def require_domain(self, name: str) -> None:
        """Raise `NotThere` for a name in the product's domain when that domain does not exist.

        That it leads nowhere is one fault; what it lacks besides is none.
        """
        domain = self.product.domain
        if not domain or not f".{name}".endswith(f".{domain}"):
            return
        # Mail and zone ask for TXT anyway, so this costs no query of its own.
        answer = await self.ask(domain, "TXT")
        if answer.status is Status.NO_SUCH_NAME and not answer.aliases:
            why = f"{domain} does not exist"
            raise NotThere(why)

    async def require(self, host: str) -> None:
        """Raise `NotThere` for a guessed name without an address.

        A declared name that has no address is the owner's fault, not a reason to look away.
        """
        known = self.product.host(host)
        if known is None or known.declared or not self.product.domain:
            return
        await self.once(("require", host), lambda: self._require(host))

    async def _require(self, host: str) -> None:
        answers = await asyncio.gather(
            *(self.ask(host, kind) for kind in ("A", "AAAA")),
            *(self.ask(wildcard_probe(self.product.domain), kind) for kind in ("A", "AAAA")),
        )
        values, wild = _values(answers[:2]), _values(answers[2:])
        silent = next((one for one in answers[:2] if not one.status.known), None)
        if not values and silent is not None:
            raise Failure(Phase.NAME, silent.why or f"{host}: {silent.status}")
        if not values:
            why = f"{host} is a guessed name and has no address"
            raise NotThere(why)
        if values <= wild:
            why = f"{host} is a guessed name that only the wildcard record answers"
            raise NotThere(why)

    async def fetch(self, request: Request) -> Response:
        """Make one request, once per run for the same method, URL and headers."""
        key = ("fetch", request.method, request.url, request.headers, request.body, request.agent)
        return await self.once(key, lambda: self.network.http.fetch(request))

    async def walk(self, url: str, agent: str = "desktop") -> Trail:
        """Follow a URL to its end as a browser does, once per run."""
        request = Request(url, agent=agent)
        return await self.once(("walk", url, agent), lambda: self.network.http.follow(request))

    async def home(self, host: str) -> Response:
        """Return the page that the root of a host ends on.

        Raises `NotThere` when it only sends visitors to another host of the product, and `Failure`
        when it sends them off-site or a bot wall answers: then there is nothing of it to judge.
        """
        return await self.once(("home", host), lambda: self._home(host))

    async def _home(self, host: str) -> Response:
        await self.require(host)
        trail = await self.walk(root(self.product, host))
        last = trail.responses[-1]
        if trail.stopped:
            raise Failure(Phase.CONTENT, trail.stopped)
        if last.host != host.strip("[]"):
            self._elsewhere(host, last.host)
        wall = bot_wall(last.status, last.headers, last.body)
        if wall:
            why = f"{wall} answered instead of the site: not judged"
            raise Failure(Phase.CONTENT, why)
        return last

    def _elsewhere(self, host: str, end: str) -> None:
        if self.product.host(end) is not None:
            why = f"{host} only redirects to {end}"
            raise NotThere(why)
        why = f"{host} redirects off-site to {end}: that site is not judged"
        raise Failure(Phase.CONTENT, why)

    async def close(self) -> None:
        """Drop what is still being measured and close every connection."""
        for future in self._kept.values():
            future.cancel()
        await asyncio.gather(*self._kept.values(), return_exceptions=True)
        await self.network.close()


async def _measured(measure: Callable[[], Awaitable[object]]) -> object:
    """Any awaitable, as the coroutine that a task wants."""
    return await measure()


def wildcard_probe(domain: str) -> str:
    """Return a name that nobody made: an address for it comes from a wildcard record."""
    return f"launchready-wildcard-probe.{domain}"


def _values(answers: list[Answer]) -> set[str]:
    return {value for answer in answers for value in answer.values}
