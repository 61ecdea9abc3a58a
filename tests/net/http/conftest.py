"""Servers on loopback that behave, misbehave, or are not there."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import pytest
import trustme
import uvloop

from launchready.net.dial import Dialler
from launchready.net.guard import Guard
from launchready.net.http.client import Client
from launchready.net.http.limits import Limits
from launchready.net.traffic import Traffic

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

QUICK = Limits(
    tls_s=1.0,
    first_byte_s=0.6,
    idle_s=0.4,
    total_s=1.2,
    wait_s=10.0,
    header_bytes=4096,
    header_count=20,
    body_bytes=20_000,
    decoded_bytes=50_000,
)
"""Limits small enough for tests that run into them."""


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Both event loops the product runs on."""
    return {"asyncio": asyncio.new_event_loop, "uvloop": uvloop.new_event_loop}


@dataclass
class Site:
    """A server under test, with what it was asked."""

    port: int
    scheme: str = "http"
    connections: int = 0
    most_at_once: int = 0
    requests: list[bytes] = field(default_factory=list)

    def url(self, path: str = "/", host: str = "site.test") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"


Serve = Callable[..., Awaitable[Site]]
"""`await serve(talk, tls=context)`: start a server; it stops with the test."""


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    servers: list[asyncio.Server] = []
    tasks: set[asyncio.Task[None]] = set()

    async def start(talk: Talk, *, tls: ssl.SSLContext | None = None) -> Site:
        now = 0

        async def serve_one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            nonlocal now
            task = asyncio.current_task()
            assert task is not None
            tasks.add(task)
            now += 1
            site.connections += 1
            site.most_at_once = max(site.most_at_once, now)
            try:
                with suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
                    await talk(reader, writer)
            except asyncio.CancelledError:
                pass
            finally:
                now -= 1
                tasks.discard(task)
                writer.transport.abort()

        server = await asyncio.start_server(serve_one, "127.0.0.1", 0, ssl=tls)
        servers.append(server)
        site = Site(server.sockets[0].getsockname()[1], "https" if tls else "http")
        return site

    yield start
    for server in servers:
        server.close()
    for task in tuple(tasks):
        task.cancel()
    if tasks:
        await asyncio.wait(tasks, timeout=2)
    await asyncio.sleep(0.01)


async def read_request(reader: asyncio.StreamReader) -> bytes:
    """Read one request with its body; raises IncompleteReadError when the client is gone."""
    head = await reader.readuntil(b"\r\n\r\n")
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            head += await reader.readexactly(int(value))
    return head


def answer(
    body: bytes = b"hello", *headers: str, status: str = "200 OK", length: bool = True
) -> bytes:
    """Return a well-formed answer."""
    lines = [f"HTTP/1.1 {status}", *headers]
    if length:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def says(*pieces: bytes, close: bool = True, gap: float = 0.0) -> Talk:
    """Answer every request with these bytes, then close."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await read_request(reader)
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                if gap:
                    await asyncio.sleep(gap)
            if close:
                # A real close, so that what was written arrives.
                writer.close()
                await writer.wait_closed()
                return

    return talk


def endless(start: bytes, piece: bytes, gap: float = 0.0) -> Talk:
    """Send `start`, then `piece` for ever."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(start)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(gap)

    return talk


def app(respond: Callable[[str, bytes], bytes], *, delay: float = 0.0) -> Talk:
    """Answer each request, kept alive, with `respond(target, request)`."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            request = await read_request(reader)
            if delay:
                await asyncio.sleep(delay)
            writer.write(respond(request.split(b" ")[1].decode("latin-1"), request))
            await writer.drain()

    return talk


async def silence(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    """Accept and never answer."""
    while await reader.read(65536):
        pass


async def slam(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Close at once."""
    writer.close()


@pytest.fixture(scope="session")
def ca() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def server_tls(ca: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("site.test", "other.test", "127.0.0.1").configure_cert(context)
    return context


@pytest.fixture(scope="session")
def client_tls(ca: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    ca.configure_trust(context)
    context.set_alpn_protocols(["http/1.1"])
    return context


@dataclass
class Lab:
    """A client with its surroundings."""

    client: Client
    dialler: Dialler
    traffic: Traffic


async def nowhere_else(_host: str) -> list[str]:
    """Every name of a test lives on this machine."""
    return ["127.0.0.1"]


Labs = Callable[..., Lab]


@pytest.fixture
async def labs(client_tls: ssl.SSLContext) -> AsyncIterator[Labs]:
    made: list[Lab] = []

    def make(
        *,
        limits: Limits = QUICK,
        keep_alive: bool = True,
        per_origin: int = 3,
        guard: Guard | None = None,
        tls: ssl.SSLContext | None = None,
        dialler: Dialler | None = None,
    ) -> Lab:
        traffic = Traffic()
        dialler = dialler or Dialler(
            nowhere_else, guard or Guard(allow_private=True), traffic, timeout=1.0
        )
        client = Client(
            dialler,
            tls=tls or client_tls,
            traffic=traffic,
            limits=limits,
            keep_alive=keep_alive,
            per_origin=per_origin,
        )
        made.append(Lab(client, dialler, traffic))
        return made[-1]

    yield make
    for lab in made:
        await lab.client.close()


@pytest.fixture
async def client(labs: Labs) -> Client:
    return labs().client


@asynccontextmanager
async def soon(seconds: float = 15.0) -> AsyncIterator[None]:
    """Fail rather than hang."""
    async with asyncio.timeout(seconds):
        yield


@pytest.fixture(autouse=True)
def no_leaks(recwarn: pytest.WarningsRecorder) -> Iterator[None]:
    """A transport that was not closed is a ResourceWarning, and those are errors."""
    yield
    assert [str(each.message) for each in recwarn if each.category is ResourceWarning] == []
