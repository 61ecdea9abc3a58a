"""One real TLS handshake, as a browser would make it, and what was seen."""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from datetime import datetime

from launchready.facts.tls import Handshake
from launchready.net.dial import Dialler
from launchready.net.failure import Failure, Phase
from launchready.net.tls.certificates import read
from launchready.net.tls.context import browse, iana_codes
from launchready.net.tls.hello import server_name
from launchready.net.tls.peer import peer_chain
from launchready.net.tls.reply import CLOSED, NotTls, Refused, TlsRefused, read_reply, recognise
from launchready.net.tls.suites import name_of
from launchready.net.tls.trust import TrustStore

_MOST_BYTES = 256 * 1024
_READ = 16 * 1024


async def shake(
    dialler: Dialler,
    host: str,
    port: int,
    store: TrustStore,
    at: datetime,
    *,
    alpn: tuple[str, ...] = ("h2", "http/1.1"),
) -> Handshake:
    """Make one handshake, and judge the chain for this host at this time (with a time zone).

    A chain that is not trusted is a result. Raises `NotTls` where something else answers, or the
    connection is closed on us; `Failure` where the server refuses, does not answer within the
    dialler's timeout, or cannot be reached.
    """
    tls, address, took = await converse(dialler, host, port, alpn)
    chain = peer_chain(tls)
    judgement = store.judge(chain, host, at)
    return Handshake(
        host,
        port=port,
        address=address,
        version=version_of(tls),
        cipher=cipher_of(tls),
        alpn=tls.selected_alpn_protocol() or "",
        chain=read(chain),
        trust=judgement.trust,
        why=judgement.why,
        root=judgement.root,
        handshake_ms=took,
    )


async def converse(
    dialler: Dialler, host: str, port: int, alpn: tuple[str, ...]
) -> tuple[ssl.SSLObject, str, float]:
    """Shake hands and hang up; return what was agreed, the address and the milliseconds it took.

    Raises `NotTls` and `Failure` as `shake` does.
    """
    async with dialler.lane(host):
        conversation = Conversation(host, alpn)
        dialled = await dialler.dial(host, port)
        began = time.perf_counter()
        try:
            async with asyncio.timeout(dialler.timeout):
                await conversation.run(dialled.sock)
        except TimeoutError:
            why = f"no complete TLS answer within {dialler.timeout:g} s"
            raise Failure(Phase.TLS, why) from None
        finally:
            dialled.sock.close()
        return conversation.tls, dialled.address, (time.perf_counter() - began) * 1e3


def version_of(tls: ssl.SSLObject) -> str:
    """Return the version agreed on: `TLSv1.3`; empty for none."""
    version = tls.version() or ""
    return "TLSv1.0" if version == "TLSv1" else version


def cipher_of(tls: ssl.SSLObject) -> str:
    """Return the IANA name of the suite agreed on; empty for none."""
    cipher = tls.cipher()
    if cipher is None:
        return ""
    code = iana_codes().get(cipher[0])
    return cipher[0] if code is None else name_of(code)


class Conversation:
    """A handshake over a connected socket, keeping what the server said.

    For protocols that turn to TLS after a word in the clear, too: SMTP's STARTTLS.
    """

    def __init__(self, host: str, alpn: tuple[str, ...]) -> None:
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._heard = bytearray()
        # A name that SNI cannot carry is judged all the same, but not asked for.
        name = server_name(host).decode("ascii") or None
        self.tls = browse(alpn=alpn).wrap_bio(self._incoming, self._outgoing, server_hostname=name)

    async def run(self, sock: socket.socket) -> None:
        """Shake hands. Raises `Failure`."""
        try:
            while not self._step():
                await self._send(sock)
                await self._receive(sock)
            await self._send(sock)
        except ssl.SSLError as error:
            raise self._refusal(error) from None
        except OSError:
            raise self._closed() from None

    async def tell(self, sock: socket.socket, words: bytes) -> None:
        """Send a few bytes over the encrypted connection. Raises `OSError`."""
        self.tls.write(words)
        await self._send(sock)

    def _step(self) -> bool:
        try:
            self.tls.do_handshake()
        except ssl.SSLWantReadError:
            return False
        return True

    async def _send(self, sock: socket.socket) -> None:
        waiting = self._outgoing.read()
        if waiting:
            await asyncio.get_running_loop().sock_sendall(sock, waiting)

    async def _receive(self, sock: socket.socket) -> None:
        received = await asyncio.get_running_loop().sock_recv(sock, _READ)
        self._heard += received
        if not received:
            raise self._closed()
        if len(self._heard) > _MOST_BYTES:
            raise Failure(Phase.TLS, "the server sent more than a handshake can hold")
        self._incoming.write(received)

    def _closed(self) -> Failure:
        foreign = recognise(bytes(self._heard))
        return NotTls(foreign or CLOSED)

    def _refusal(self, error: ssl.SSLError) -> Failure:
        heard = bytes(self._heard)
        foreign = recognise(heard)
        if foreign:
            return NotTls(foreign)
        reply = read_reply(heard, flight=False, ended=CLOSED)
        if isinstance(reply, Refused):
            return TlsRefused(reply.alert)
        # OpenSSL's reason reads like UNSUPPORTED_PROTOCOL: words, once unfolded.
        reason = (error.reason or "it is broken").replace("_", " ").lower()
        return Failure(Phase.TLS, f"the handshake failed: {reason}")
