"""A domain with mail on loopback: a scripted resolver, an HTTPS policy host and mail servers."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import SMTP
from tests.collect.dns.conftest import AT, Names
from tests.net.dns.conftest import scripted_server

from launchready.collect.look import Look
from launchready.facts.product import Product
from launchready.facts.run import Run
from launchready.net.http.limits import Limits
from launchready.net.network import Settings, open_network

DOMAIN = "shop.test"
KEY = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
POLICY = "version: STSv1\nmode: enforce\nmx: mail.shop.test\nmax_age: 604800\n"
PRODUCT = Product(domain=DOMAIN, canonical=f"https://{DOMAIN}/")
RECORDS: Mapping[str, tuple[str, ...]] = {
    "shop.test A": ("127.0.0.1",),
    "shop.test MX": ("10 mail.shop.test.",),
    "shop.test TXT": ('"v=spf1 include:sendgrid.net mx -all"', '"hello"'),
    "mail.shop.test A": ("127.0.0.1",),
    "_dmarc.shop.test TXT": ('"v=DMARC1; p=reject; rua=mailto:a@reports.test"',),
    "shop.test._report._dmarc.reports.test TXT": ('"v=DMARC1"',),
    "s1._domainkey.shop.test CNAME": ("s1.domainkey.u1.wl2.sendgrid.net.",),
    "s1.domainkey.u1.wl2.sendgrid.net TXT": (f'"{KEY}"',),
    "_mta-sts.shop.test TXT": ('"v=STSv1; id=1"',),
    "mta-sts.shop.test A": ("127.0.0.1",),
    "_smtp._tls.shop.test TXT": ('"v=TLSRPTv1; rua=mailto:tls@shop.test"',),
}


@dataclass
class Place:
    """What stands on loopback."""

    look: Look


Placing = Callable[..., Awaitable[Place]]


def page(body: str, kind: str = "text/plain", status: str = "200 OK") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    more = "Location: https://shop.test/\r\n" if status.startswith("3") else ""
    return f"{head}{more}\r\n{body}".encode()


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


def server_context(authority: trustme.CA, name: str) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(made)
    return made


@asynccontextmanager
async def web(context: ssl.SSLContext, answer: bytes | None) -> AsyncIterator[int]:
    """Answer each request the same way; None: never."""
    tasks: set[asyncio.Task[None]] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            if answer is None:
                await asyncio.sleep(60)
            else:
                writer.write(answer)
                await writer.drain()
                await reader.read(1)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.add(asyncio.ensure_future(talk(reader, writer)))

    server = await asyncio.start_server(accept, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@asynccontextmanager
async def mail(context: ssl.SSLContext | None) -> AsyncIterator[int]:
    """A real mail server, with STARTTLS where there is a context."""
    loop = asyncio.get_running_loop()
    options: dict[str, Any] = {} if context is None else {"tls_context": context}
    server = await loop.create_server(
        lambda: SMTP(Sink(), loop=loop, hostname="mail.shop.test", **options), "127.0.0.1", 0
    )
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


@pytest.fixture
async def placing(authority: trustme.CA, tmp_path: Path) -> AsyncIterator[Placing]:
    """Start the domain; `records` replaces single record sets, an empty one removes it."""
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    async with AsyncExitStack() as stack:

        async def start(
            records: Mapping[str, tuple[str, ...]] | None = None,
            *,
            policy: bytes | None = page(POLICY),
            policy_name: str = "mta-sts.shop.test",
            tls: bool = True,
            silent: frozenset[str] = frozenset(),
            deep: bool = False,
            connect: Mapping[tuple[str, int], tuple[str, int]] | None = None,
            **manifest: Any,
        ) -> Place:
            known = {name: data for name, data in {**RECORDS, **(records or {})}.items() if data}
            names = await stack.enter_async_context(
                scripted_server(Names(known, silent=silent).answer)
            )
            pages = await stack.enter_async_context(
                web(server_context(authority, policy_name), policy)
            )
            context = server_context(authority, "mail.shop.test") if tls else None
            post = await stack.enter_async_context(mail(context))
            routes = {
                ("mta-sts.shop.test", 443): ("127.0.0.1", pages),
                ("mail.shop.test", 25): ("127.0.0.1", post),
                **(connect or {}),
            }
            settings = Settings(
                resolvers=(names.server,),
                connect=routes,
                ca_file=tmp_path / "ca.pem",
                allow_private=True,
                timeout=0.5,
                limits=Limits(first_byte_s=0.5, idle_s=0.5, total_s=1.0),
            )
            run = Run(at=AT, deep=deep)
            look = Look(replace(PRODUCT, **manifest), open_network(settings), run)
            stack.push_async_callback(look.close)
            return Place(look)

        yield start
    await asyncio.sleep(0.05)
