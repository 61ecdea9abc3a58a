"""Greet a mail server as another mail server does, and turn to TLS (RFC 5321, RFC 3207).

No mail is sent and no address is asked for: banner, EHLO, STARTTLS, handshake, QUIT.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from launchready.derive.pattern import lazy
from launchready.facts.mail import SmtpServer
from launchready.net.dial import Dialler
from launchready.net.failure import Failure, Phase
from launchready.net.tls.certificates import parse, plain, read
from launchready.net.tls.handshake import Conversation, cipher_of, version_of
from launchready.net.tls.peer import peer_chain
from launchready.net.tls.reply import NotTls, TlsRefused
from launchready.net.tls.trust import TrustStore

PORT = 25
_MOST_BYTES = 32 * 1024
_MOST_LINES = 100
_READ = 4096
_SHOWN = 200
_REPLY = lazy(rb"(\d{3})([ -]?)(.*)")
_MULTILINE = b"-"


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of a server, maybe of several lines (RFC 5321 section 4.2)."""

    code: int
    lines: tuple[str, ...]
    """Without the code; every byte as the latin-1 character of its number."""

    @property
    def fine(self) -> bool:
        """Whether the server says yes."""
        return self.code // 100 == 2  # noqa: PLR2004 - 2yz, positive completion

    def __str__(self) -> str:
        """Return `554 go away`."""
        return plain(f"{self.code} {self.lines[0] if self.lines else ''}"[:_SHOWN].strip())


async def greet(
    dialler: Dialler,
    host: str,
    store: TrustStore,
    at: datetime,
    *,
    port: int = PORT,
    seconds: float = 4.0,
    connect_seconds: float = 4.0,
) -> SmtpServer:
    """Greet a server and judge its certificate for `host` at this time (with a time zone).

    Refused or broken encryption is a result. Raises `Failure` where the server cannot be reached,
    is not connected within `connect_seconds` or done within `seconds`, does not speak SMTP, or
    does not want to talk to us.
    """
    began = time.perf_counter()
    try:
        async with asyncio.timeout(seconds), dialler.lane(host):
            async with asyncio.timeout(connect_seconds):
                dialled = await dialler.dial(host, port)
            try:
                server = SmtpServer(host, port=dialled.port, address=dialled.address)
                server = await _talk(_Line(dialled.sock), server, store, at)
            finally:
                dialled.sock.close()
    except TimeoutError:
        limit = min(seconds, connect_seconds)
        why = f"the mail server {host} did not answer on port {port} within {limit:g} s"
        raise Failure(Phase.CONNECT, why) from None
    return replace(server, took_ms=round((time.perf_counter() - began) * 1e3, 3))


async def _talk(line: _Line, server: SmtpServer, store: TrustStore, at: datetime) -> SmtpServer:
    banner = await line.reply()
    _willing(banner, server.name)
    hello = await line.ask(f"EHLO {_own_name(line.sock)}")
    _willing(hello, server.name)
    words = [plain(text.split(" ")[0].upper()[:40]) for text in hello.lines[1:]]
    offered = tuple(dict.fromkeys(word for word in words if word))
    server = replace(server, banner=str(banner), extensions=offered)
    if not server.starttls:
        await line.quit()
        return server
    ready = await line.ask("STARTTLS")
    if not ready.fine:
        await line.quit()
        return replace(server, problem=f"STARTTLS is answered with “{ready}”")
    return await _encrypt(line.sock, server, store, at)


async def _encrypt(
    sock: socket.socket, server: SmtpServer, store: TrustStore, at: datetime
) -> SmtpServer:
    # What the server sent in the clear after its 220 is forgotten with the line (RFC 3207 sec. 6).
    conversation = Conversation(server.name, ())
    try:
        await conversation.run(sock)
    except (NotTls, TlsRefused) as failure:
        return replace(server, problem=f"the TLS handshake fails: {failure.why}"[:_SHOWN])
    except Failure as failure:
        if failure.phase is not Phase.TLS:
            raise
        return replace(server, problem=failure.why[:_SHOWN])
    with contextlib.suppress(OSError):
        await conversation.tell(sock, b"QUIT\r\n")
    chain = peer_chain(conversation.tls)
    judgement = store.judge(chain, server.name, at)
    return replace(
        server,
        version=version_of(conversation.tls),
        cipher=cipher_of(conversation.tls),
        chain=read(chain),
        trust=judgement.trust,
        why=judgement.why,
        key=_key_hash(chain),
    )


class _Line:
    """The conversation in the clear: bounded lines over a non-blocking socket."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self._heard = bytearray()
        self._total = 0

    async def ask(self, command: str) -> Reply:
        """Send a command and read its answer. Raises `Failure`."""
        try:
            await asyncio.get_running_loop().sock_sendall(self.sock, f"{command}\r\n".encode())
        except OSError:
            raise _hung_up() from None
        return await self.reply()

    async def quit(self) -> None:
        """Take leave; what the server answers does not matter."""
        with contextlib.suppress(OSError):
            await asyncio.get_running_loop().sock_sendall(self.sock, b"QUIT\r\n")

    async def reply(self) -> Reply:
        """Read one answer. Raises `Failure`."""
        lines: list[str] = []
        while len(lines) < _MOST_LINES:
            parts = _REPLY.fullmatch(await self._line())
            if parts is None:
                break
            lines.append(parts[3].decode("latin-1"))
            if parts[2] != _MULTILINE:
                return Reply(int(parts[1]), tuple(lines))
        raise Failure(Phase.PARSE, "what answers on the port does not speak SMTP")

    async def _line(self) -> bytes:
        while b"\n" not in self._heard:
            try:
                received = await asyncio.get_running_loop().sock_recv(self.sock, _READ)
            except OSError:
                raise _hung_up() from None
            if not received:
                raise _hung_up()
            self._total += len(received)
            if self._total > _MOST_BYTES:
                raise Failure(Phase.PARSE, "the mail server sends more than a greeting can hold")
            self._heard += received
        line, _, rest = self._heard.partition(b"\n")
        self._heard = rest
        return bytes(line.removesuffix(b"\r"))


def _hung_up() -> Failure:
    return Failure(Phase.FIRST_BYTE, "the mail server hung up")


def _willing(reply: Reply, host: str) -> None:
    """Raise `Failure` where a server turns us away: many do so with unknown addresses."""
    if not reply.fine:
        why = f"{host} does not talk to this machine: “{reply}”"
        raise Failure(Phase.FIRST_BYTE, why)


def _own_name(sock: socket.socket) -> str:
    """Return our address as a literal: a machine that only looks has no name of its own."""
    address = str(sock.getsockname()[0]).partition("%")[0]
    return f"[IPv6:{address}]" if ":" in address else f"[{address}]"


def _key_hash(chain: Sequence[bytes]) -> str:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    certificate = parse(chain[0]) if chain else None
    try:
        key = certificate.public_key() if certificate is not None else None
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if key is None:
        return ""
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()
