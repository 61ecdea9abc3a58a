"""Hosts on loopback, each door as a test wants it: a web server, something odd, or nobody."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import trustme

from launchready.collect.look import Look
from launchready.facts.product import Host, Product, Role
from launchready.facts.run import Run
from launchready.net.http.limits import Limits
from launchready.net.network import Settings, open_network

Answer = tuple[int, dict[str, str]]
Answering = Callable[[str, dict[str, str]], Answer]
"""Called with the target and the headers by lower-case name; returns status and headers."""
Script = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

PATIENCE = 1.0
"""Seconds that a look of a test waits for anybody."""


@dataclass
class Street:
    """The hosts of one test. `--connect` leads every name here."""

    folder: Path
    authority: trustme.CA = field(default_factory=trustme.CA)
    connect: dict[tuple[str, int], tuple[str, int]] = field(default_factory=dict)
    _closing: contextlib.AsyncExitStack = field(default_factory=contextlib.AsyncExitStack)
    _talks: set[asyncio.Task[None]] = field(default_factory=set)

    def context(self, *names: str) -> ssl.SSLContext:
        """A server context with a good certificate for these names."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert(*names).configure_cert(context)
        return context

    async def web(
        self, host: str, port: int, answering: Answering, context: ssl.SSLContext | None = None
    ) -> None:
        """Open a web server at a door; `context` makes it speak TLS."""
        await self.raw(host, port, _web(answering), context)

    async def site(self, host: str, answering: Answering, plain: Answering | None = None) -> None:
        """Open both doors of a host; plain HTTP leads to https unless the test says otherwise."""

        def to_https(target: str, _: dict[str, str]) -> Answer:
            return 301, {"Location": f"https://{host}{target}"}

        await self.web(host, 443, answering, self.context(host))
        await self.web(host, 80, plain or to_https)

    async def raw(
        self, host: str, port: int, script: Script, context: ssl.SSLContext | None = None
    ) -> None:
        """Let a script answer at a door."""

        def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            talk = asyncio.ensure_future(_talk(script, reader, writer))
            self._talks.add(talk)
            talk.add_done_callback(self._talks.discard)

        server = await asyncio.start_server(accept, "127.0.0.1", 0, ssl=context)
        self._closing.callback(server.close)
        self.connect[host, port] = ("127.0.0.1", server.sockets[0].getsockname()[1])

    def refuse(self, host: str, *ports: int) -> None:
        """Let nobody listen at these doors; the ports stay taken so that nobody else does."""
        for port in ports:
            taken = socket.socket()
            self._closing.callback(taken.close)
            taken.bind(("127.0.0.1", 0))
            self.connect[host, port] = taken.getsockname()

    def same(self, host: str, port: int, as_host: str) -> None:
        """Let two names lead to one door."""
        self.connect[host, port] = self.connect[as_host, port]

    def look(
        self,
        *hosts: str,
        deep: bool = False,
        allow_private: bool = True,
        resolvers: Iterable[Any] = (),
        **manifest: Any,
    ) -> Look:
        """Look at a product with these hosts, the first of them canonical."""
        known = {"www": Role.WWW, "app": Role.APP}
        manifest.setdefault("canonical", f"https://{hosts[0]}/")
        manifest.setdefault(
            "hosts",
            tuple(Host(name, known.get(name.partition(".")[0], Role.APEX)) for name in hosts),
        )
        self.authority.cert_pem.write_to_path(self.folder / "root.pem")
        settings = Settings(
            resolvers=tuple(resolvers),
            connect=self.connect,
            ca_file=self.folder / "root.pem",
            allow_private=allow_private,
            named=frozenset({"127.0.0.1"}),
            timeout=PATIENCE,
            limits=Limits(tls_s=PATIENCE, first_byte_s=PATIENCE, idle_s=PATIENCE, total_s=2.0),
        )
        run = Run(at=datetime.now(UTC), deep=deep)
        look = Look(Product(domain="shop.test", **manifest), open_network(settings), run)
        self._closing.push_async_callback(look.close)
        return look

    async def close(self) -> None:
        """Close every door."""
        await self._closing.aclose()
        for talk in tuple(self._talks):
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)
        # A closed TLS transport gives its socket back in the next turns of the loop.
        for _ in range(3):
            await asyncio.sleep(0)


async def silent(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    """Take everything and say nothing."""
    while await reader.read(4096):
        pass


async def hangs_up(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    """Listen to the first words and close."""
    await reader.read(4096)


def says(words: bytes) -> Script:
    """Answer anything with these bytes and close."""

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(4096)
        writer.write(words)
        await writer.drain()

    return script


def page(_target: str, _headers: dict[str, str]) -> Answer:
    """Answer everything with a page."""
    return 200, {"Content-Type": "text/html"}


def moved(to: str, status: int = 301) -> Answering:
    """Answer everything with a redirect."""
    return lambda _target, _headers: (status, {"Location": to})


def _web(answering: Answering) -> Script:
    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            first, *lines = head.split("\r\n")
            pairs = (line.partition(": ") for line in lines if line)
            said = {name.lower(): value for name, _, value in pairs}
            status, headers = answering(first.split(" ")[1], said)
            body = "<!doctype html><title>Shop</title>" if status == 200 else ""
            wire = [f"HTTP/1.1 {status} Any", f"Content-Length: {len(body)}"]
            wire += [f"{name}: {value}" for name, value in headers.items()]
            writer.write("\r\n".join([*wire, "", body]).encode("latin-1"))
            await writer.drain()

    return script


async def _talk(script: Script, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        await script(reader, writer)
    except (OSError, asyncio.IncompleteReadError):
        pass  # The visitor left.
    finally:
        writer.close()
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(1):
                await writer.wait_closed()
