"""A resolver that says what a test wants, and eyes that look through it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.net.dns.conftest import Scripted, asked_kind, asked_name, reply, scripted_server
from tests.net.dns.knot import Knot, running

from launchready.collect.look import Look
from launchready.facts.product import Host, Product, Role
from launchready.facts.run import Run
from launchready.net.dns.asking import Patience
from launchready.net.network import Settings, open_network

SOA = "ns1.shop.test. hostmaster.shop.test. 7 3600 900 604800 300"
AT = datetime(2026, 11, 7, tzinfo=UTC)

PRODUCT = Product(
    domain="shop.test",
    canonical="https://shop.test/",
    hosts=(
        Host("shop.test", Role.APEX),
        Host("www.shop.test", Role.WWW),
        Host("app.shop.test", Role.APP, declared=False),
    ),
)


@dataclass
class Names:
    """What the scripted resolver knows: `name KIND` to record data, a code, or silence."""

    records: Mapping[str, tuple[str, ...]]
    silent: frozenset[str] = frozenset()
    failing: frozenset[str] = frozenset()
    flags: str = "QR RD RA"

    def answer(self, query: bytes, _: bool) -> list[bytes]:
        """Answer one query, aliases followed as a recursive resolver does."""
        name, kind = asked_name(query), asked_kind(query)
        if {name, f"{name} {kind}"} & self.silent:
            return []
        if {name, f"{name} {kind}"} & self.failing:
            return [reply(query, rcode="SERVFAIL")]
        lines: list[str] = []
        while True:
            found = self.records.get(f"{name} {kind}", ())
            alias = () if found else self.records.get(f"{name} CNAME", ())
            lines += [f"{name}. 60 IN {kind} {data}" for data in found]
            lines += [f"{name}. 60 IN CNAME {data}" for data in alias]
            if not alias or len(lines) > 20:
                break
            name = alias[0].rstrip(".")
        known = any(key.partition(" ")[0] == name for key in self.records)
        rcode = "NOERROR" if known else "NXDOMAIN"
        return [reply(query, *lines, rcode=rcode, flags=self.flags)]


Looking = Callable[..., Awaitable[Look]]


@pytest.fixture
async def looking() -> AsyncIterator[Looking]:
    """Open eyes that ask a scripted resolver; they close with the test."""
    async with AsyncExitStack() as stack:

        async def start(names: Names, product: Product = PRODUCT, **more: Any) -> Look:
            server = await stack.enter_async_context(scripted_server(names.answer))
            settings = Settings(resolvers=(server.server,), allow_private=True)
            look = Look(product, open_network(replace(settings, **more)), Run(at=AT))
            stack.push_async_callback(look.close)
            return look

        yield start


def hurry(look: Look) -> None:
    """Let the resolver give up soon, for tests in which nobody answers."""
    look.network.resolver._patience = Patience(0.1, 1, 0.2)


Serving = Callable[[Names], Awaitable[Scripted]]


@pytest.fixture
async def serving() -> AsyncIterator[Serving]:
    """Start further scripted name servers."""
    async with AsyncExitStack() as stack:

        async def start(names: Names) -> Scripted:
            return await stack.enter_async_context(scripted_server(names.answer))

        yield start


@pytest.fixture(scope="session")
def knot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knot]:
    """Knot DNS serving `example` and its children."""
    with running(tmp_path_factory.mktemp("knot")) as server:
        yield server
