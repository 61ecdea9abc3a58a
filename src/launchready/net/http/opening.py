"""Open a connection: look up, dial, and shake hands where the scheme says so."""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from launchready.derive.pattern import lazy
from launchready.net.dial import Dialled, Dialler
from launchready.net.failure import Failure, Phase
from launchready.net.http.connection import Connection, Opened
from launchready.net.http.limits import Limits
from launchready.net.http.message import TlsSession
from launchready.net.tls.peer import peer_chain
from launchready.net.traffic import Traffic

_GOODBYE_S = 0.5
"""For the server's half of the TLS goodbye (`close_notify`), which many never send."""
_HTTP_1 = ("", "http/1.1", "http/1.0")
_OPENSSL_WORDS = lazy(r"\] ([a-z0-9 ]+) \(_ssl")

# OpenSSL's reasons in the words of a report.
_REASONS = {
    "CERTIFICATE_VERIFY_FAILED": "the certificate is not trusted",
    "DH_KEY_TOO_SMALL": "the server offers a key exchange that is too weak",
    "HTTP_REQUEST": "this port speaks plain HTTP, not TLS",
    "NO_PROTOCOLS_AVAILABLE": "no TLS version in common",
    "RECORD_LAYER_FAILURE": "this port does not speak TLS",
    "SSLV3_ALERT_HANDSHAKE_FAILURE": "the server refused: nothing in common, or an unknown name",
    "TLSV13_ALERT_CERTIFICATE_REQUIRED": "the server wants a client certificate",
    "TLSV1_ALERT_INTERNAL_ERROR": "the server refused with an error: often an unknown name",
    "TLSV1_ALERT_NO_APPLICATION_PROTOCOL": "the server does not speak HTTP/1.1 over TLS",
    "TLSV1_ALERT_PROTOCOL_VERSION": "the server refused this TLS version",
    "TLSV1_UNRECOGNIZED_NAME": "the server does not know this name",
    "UNEXPECTED_EOF_WHILE_READING": "the server closed the connection during the handshake",
    "UNSUPPORTED_PROTOCOL": "the server only speaks a TLS version that is too old",
    "WRONG_VERSION_NUMBER": "this port does not speak TLS",
}


async def open_connection(
    dialler: Dialler,
    origin: tuple[str, str, int],
    context: ssl.SSLContext,
    limits: Limits,
    traffic: Traffic,
) -> Connection:
    """Return a connection ready for its first exchange. Raises `Failure`.

    The caller holds a lane of the host until the connection is lost.
    """
    scheme, host, port = origin
    try:
        async with asyncio.timeout(limits.total_s):
            dialled = await dialler.dial(host, port)
    except TimeoutError:
        raise Failure(Phase.CONNECT, f"no connection within {limits.total_s:g} s") from None
    if scheme == "http":
        connection = await _attach(dialled, traffic)
        connection.opened = _opened(dialled)
        return connection
    began = perf_counter()
    connection, session = await _shake_hands(dialled, host, context, limits, traffic)
    connection.opened = _opened(dialled)
    connection.opened.tls_ms = (perf_counter() - began) * 1e3
    connection.opened.tls = session
    return connection


def _opened(dialled: Dialled) -> Opened:
    return Opened(dialled.address, dialled.port, dialled.lookup_ms, dialled.connect_ms)


async def _attach(dialled: Dialled, traffic: Traffic) -> Connection:
    loop = asyncio.get_running_loop()
    with _handed_over(dialled.sock):
        try:
            _, connection = await loop.create_connection(
                lambda: Connection(traffic), sock=dialled.sock
            )
        except OSError as error:
            raise Failure(Phase.CONNECT, (error.strerror or str(error)).lower()) from None
    return connection


async def _shake_hands(
    dialled: Dialled, host: str, context: ssl.SSLContext, limits: Limits, traffic: Traffic
) -> tuple[Connection, TlsSession]:
    loop = asyncio.get_running_loop()
    with _handed_over(dialled.sock):
        try:
            async with asyncio.timeout(limits.tls_s):
                transport, connection = await loop.create_connection(
                    lambda: Connection(traffic),
                    sock=dialled.sock,
                    ssl=context,
                    server_hostname=host.rstrip("."),
                    ssl_handshake_timeout=limits.tls_s + 1,
                    ssl_shutdown_timeout=_GOODBYE_S,
                )
        except TimeoutError:
            raise Failure(Phase.TLS, f"not finished within {limits.tls_s:g} s") from None
        except OSError as error:
            raise Failure(Phase.TLS, tls_words(error)) from None
    ssl_object = transport.get_extra_info("ssl_object")
    alpn = ssl_object.selected_alpn_protocol() or ""
    if alpn not in _HTTP_1:
        connection.abort()
        raise Failure(Phase.TLS, f"the server chose {alpn} instead of HTTP/1.1")
    version, cipher = ssl_object.version() or "", (ssl_object.cipher() or ("",))[0]
    return connection, TlsSession(version, cipher, alpn, peer_chain(ssl_object))


@contextmanager
def _handed_over(sock: socket.socket) -> Iterator[None]:
    """Let go of a socket that the loop owns and has closed without telling the object.

    uvloop does so when the peer hangs up early; the object would later close whatever got the
    number next.
    """
    try:
        name = sock.getsockname()
    except OSError:
        name = None
    try:
        yield
    except BaseException:
        try:
            ours = sock.getsockname() == name
        except OSError as error:
            ours = error.errno not in {errno.EBADF, errno.ENOTSOCK}
        if not ours:
            sock.detach()
        raise


def tls_words(error: OSError) -> str:
    """Return why a handshake failed, in plain words."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate is not trusted: {error.verify_message.rstrip('.').lower()}"
    if isinstance(error, ssl.SSLError):
        # Python does not know the newer reasons by name; OpenSSL's own words have them all.
        text = _OPENSSL_WORDS.search(str(error.strerror))
        reason = error.reason or (text[1].upper().replace(" ", "_") if text else "")
        return _REASONS.get(reason) or reason.replace("_", " ").lower() or "it failed"
    if isinstance(error, ConnectionError):
        return "the server closed the connection during the handshake"
    return (error.strerror or str(error)).lower()
