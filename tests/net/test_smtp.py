"""Greeting mail servers: a real one, and many that get it wrong."""

from __future__ import annotations

import asyncio
import hashlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import SMTP
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from launchready.facts.mail import SmtpServer
from launchready.facts.tls import Trust
from launchready.net.dial import Dialler
from launchready.net.failure import Failure
from launchready.net.guard import Guard
from launchready.net.smtp import greet
from launchready.net.tls.trust import TrustStore
from launchready.net.traffic import Traffic

HOST = "mail.shop.test"
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def store(authority: trustme.CA, tmp_path: Path) -> TrustStore:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(path)
    return TrustStore.from_file(path)


def context(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*(names or (HOST,))).configure_cert(made)
    return made


@asynccontextmanager
async def talking(talk: Talk) -> AsyncIterator[int]:
    """A server that holds each conversation as the test says."""
    talks: set[asyncio.Task[None]] = set()

    async def hold(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass
        finally:
            writer.close()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(hold(reader, writer))
        talks.add(task)
        task.add_done_callback(talks.discard)

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in tuple(talks):
            task.cancel()
        await asyncio.gather(*talks, return_exceptions=True)


def saying(*answers: bytes, hold: bool = False) -> Talk:
    """Say the first answer at once, then one to each line that comes."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for place, answer in enumerate(answers):
            if place:
                await reader.readuntil(b"\n")
            writer.write(answer)
            await writer.drain()
        if hold:
            await asyncio.sleep(60)
        await reader.read(100)

    return talk


async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def meet(port: int, store: TrustStore, *, seconds: float = 3.0) -> SmtpServer:
    async def nowhere(_: str) -> tuple[str, ...]:
        return ("127.0.0.1",)

    at = ("127.0.0.1", port)
    dialler = Dialler(nowhere, Guard(allow_private=True), Traffic(), connect={(HOST, 25): at})
    return await greet(dialler, HOST, store, datetime.now(UTC), seconds=seconds)


@pytest.fixture
async def real(authority: trustme.CA) -> AsyncIterator[Callable[..., Awaitable[int]]]:
    """Start aiosmtpd with a certificate for these names, or without any."""
    async with AsyncExitStack() as stack:

        async def start(*names: str, tls: bool = True) -> int:
            options: dict[str, Any] = {"hostname": HOST, "loop": asyncio.get_running_loop()}
            if tls:
                options["tls_context"] = context(authority, *names)
            server = await asyncio.get_running_loop().create_server(
                lambda: SMTP(Sink(), **options), "127.0.0.1", 0
            )
            stack.callback(server.close)
            port: int = server.sockets[0].getsockname()[1]
            return port

        yield start
        await asyncio.sleep(0.05)


async def test_a_good_server_encrypts_and_is_trusted(
    real: Callable[..., Awaitable[int]], store: TrustStore
) -> None:
    met = await meet(await real(), store)
    assert (met.name, met.address, met.starttls, met.problem) == (HOST, "127.0.0.1", True, "")
    assert met.banner.startswith(f"220 {HOST}")
    assert "8BITMIME" in met.extensions
    assert met.version == "TLSv1.3"
    assert met.trust is Trust.TRUSTED
    assert HOST in met.chain[0].names
    assert met.took_ms > 0


async def test_the_hash_of_the_key_is_what_dane_records_hold(
    authority: trustme.CA, store: TrustStore
) -> None:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issued = authority.issue_cert(HOST)
    issued.configure_cert(made)
    leaf = x509.load_pem_x509_certificate(issued.cert_chain_pems[0].bytes())
    der = leaf.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 hi\r\n")
        await reader.readuntil(b"\n")
        writer.write(b"250-hi\r\n250 STARTTLS\r\n")
        await reader.readuntil(b"\n")
        # Injected in the clear after the go-ahead: it must not reach the encrypted conversation.
        writer.write(b"220 go\r\n")
        await writer.drain()
        await writer.start_tls(made)
        assert await reader.readuntil(b"\n") == b"QUIT\r\n"

    async with talking(talk) as port:
        met = await meet(port, store)
    assert met.key == hashlib.sha256(der).hexdigest()


async def test_a_certificate_for_another_name_is_seen(
    real: Callable[..., Awaitable[int]], store: TrustStore
) -> None:
    met = await meet(await real("web01.hoster.test"), store)
    assert met.trust is Trust.WRONG_NAME
    assert met.problem == ""


async def test_a_server_without_encryption_is_a_result(
    real: Callable[..., Awaitable[int]], store: TrustStore
) -> None:
    met = await meet(await real(tls=False), store)
    assert not met.starttls
    assert (met.problem, met.chain) == ("", ())


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        pytest.param(
            (b"220 hi\r\n", b"250-hi\r\n250 STARTTLS\r\n", b"454 4.7.0 no key\r\n"),
            "STARTTLS is answered with “454 4.7.0 no key”",
            id="refuses-when-asked",
        ),
        pytest.param(
            (
                b"220 hi\r\n",
                b"250-hi\r\n250 starttls\r\n",
                b"220 go\r\n",
                b"\x15\x03\x01\0\2\2\x28",
            ),
            "the server refused with the alert “handshake failure”",
            id="fails-the-handshake",
        ),
        pytest.param(
            (b"220 hi\r\n", b"250-hi\r\n250 STARTTLS\r\n", b"220 go\r\n250 what?\r\n"),
            "the TLS handshake fails",
            id="goes-on-in-the-clear",
        ),
    ],
)
async def test_encryption_that_is_offered_and_fails_is_a_result(
    answers: tuple[bytes, ...], problem: str, store: TrustStore
) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for place, answer in enumerate(answers):
            if place == 3:
                await reader.read(500)
            elif place:
                await reader.readuntil(b"\n")
            writer.write(answer)
            await writer.drain()

    async with talking(talk) as port:
        met = await meet(port, store)
    assert met.starttls
    assert not met.chain
    assert problem in met.problem


@pytest.mark.parametrize(
    ("talk", "why"),
    [
        pytest.param(saying(hold=True), "did not answer on port 25 within", id="silent"),
        pytest.param(saying(b"220-wait\r\n", hold=True), "did not answer", id="half-a-greeting"),
        pytest.param(hang_up, "the mail server hung up", id="hangs-up"),
        pytest.param(saying(b"554 5.7.1 blocked\r\n"), "“554 5.7.1 blocked”", id="turns-us-away"),
        pytest.param(saying(b"220 hi\r\n", b"550 who?\r\n"), "“550 who?”", id="wants-no-ehlo"),
        pytest.param(saying(b"HTTP/1.1 400 Bad\r\n\r\n"), "does not speak SMTP", id="web-server"),
        pytest.param(saying(b"\xff\xfe\0" * 50 + b"\n"), "does not speak SMTP", id="binary"),
        pytest.param(saying(b"2" * 40_000), "sends more than", id="endless-line"),
        pytest.param(saying(b"220-x\r\n" * 200), "does not speak SMTP", id="endless-greeting"),
    ],
)
async def test_a_server_that_cannot_be_greeted_is_unmeasured_not_fine(
    talk: Talk, why: str, store: TrustStore
) -> None:
    async with talking(talk) as port:
        with pytest.raises(Failure) as raised:
            await meet(port, store, seconds=0.6)
    assert why in str(raised.value)


async def test_a_closed_port_is_unmeasured(store: TrustStore) -> None:
    async with talking(saying(b"")) as port:
        pass
    with pytest.raises(Failure, match="refused"):
        await meet(port, store)


async def test_a_private_address_is_not_greeted(store: TrustStore) -> None:
    async def lookup(_: str) -> tuple[str, ...]:
        return ("127.0.0.1",)

    dialler = Dialler(lookup, Guard(), Traffic())
    with pytest.raises(Failure, match="not a public address"):
        await greet(dialler, HOST, store, datetime.now(UTC))
