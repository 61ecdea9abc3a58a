"""A small HTTP/1.1 server with TLS for the sites of the demo (RFC 9112).

Where a client offers `h2` by ALPN it is selected, and each of its requests is refused with
HTTP_1_1_REQUIRED, on which curl and browsers ask again with HTTP/1.1 (`launchready.demo.http2`).
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import warnings
from collections.abc import AsyncIterator, Callable
from http import HTTPStatus
from pathlib import Path

from launchready.demo.http2 import send_back_to_http1
from launchready.demo.loopback import Connections, listener
from launchready.demo.site import Answer, Asked, Site

IDLE = 30.0
LINGER = 2.0
LONGEST_DRAIN = 64 * 1024 * 1024

TLS_RECORD = b"\x16"

FindSite = Callable[[str], Site | None]


def tls_context(site: Site, pem: Path) -> ssl.SSLContext:
    """Set up TLS as the site asks; weak where a fault is planted."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers(site.ciphers)
    with warnings.catch_warnings():
        # TLS 1.0 and 1.1 are deprecated, which is the point of the fault.
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = site.oldest
        context.maximum_version = site.newest
    context.load_cert_chain(pem)
    if site.alpn:
        context.set_alpn_protocols(list(site.alpn))
    return context


@contextlib.asynccontextmanager
async def serving(
    find: FindSite, *, context: ssl.SSLContext | None = None, secure: bool = False
) -> AsyncIterator[int]:
    """Serve sites on a free port of 127.0.0.1; `find` gives the site of a Host header."""
    visit = _Visits(find, secure=secure)
    async with Connections().serving(listener(), visit.conversation, context) as port:
        yield port


class _Visits:
    """The conversations of one listener."""

    def __init__(self, find: FindSite, *, secure: bool) -> None:
        self._find = find
        self._secure = secure

    async def conversation(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        tls = writer.get_extra_info("ssl_object")
        if tls is not None and tls.selected_alpn_protocol() == "h2":
            await send_back_to_http1(reader, writer)
            return
        while await self._exchange(reader, writer):
            pass

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; whether the connection stays open."""
        async with asyncio.timeout(IDLE):
            first = await reader.readexactly(1)
            # A TLS hello never holds the end of an HTTP head: refuse it at once, as servers do.
            head = b"" if first == TLS_RECORD else first + await reader.readuntil(b"\r\n\r\n")
        asked = read_head(head, secure=self._secure)
        site = None if asked is None else self._find(asked.host)
        if asked is None or site is None:
            status = 400 if asked is None else 421
            await _send(writer, Answer(status), head_only=False, keep=False)
            return False
        body = await _body(reader, asked, site.body_limit)
        if body is None:
            await _send(writer, site.too_large(asked), head_only=False, keep=False)
            await _linger(reader)
            return False
        await asyncio.sleep(site.delay(asked))
        asked = Asked(
            asked.method, asked.host, asked.target, asked.headers, body, secure=self._secure
        )
        keep = asked.headers.get("connection", "").lower() != "close"
        await _send(writer, site.answer(asked), head_only=asked.method == "HEAD", keep=keep)
        return keep


def read_head(head: bytes, *, secure: bool) -> Asked | None:
    """Read a request's line and headers; None for what is not HTTP/1.1."""
    lines = head.decode("latin-1").split("\r\n")
    words = lines[0].split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/1."):  # noqa: PLR2004 - method, target, version
        return None
    headers = {}
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip()
    host = headers.get("host", "").partition(":")[0].lower()
    target = words[1] if words[1].startswith("/") else "/"
    return Asked(words[0], host, target, headers, secure=secure)


async def _body(reader: asyncio.StreamReader, asked: Asked, limit: int) -> bytes | None:
    """Read a body up to the limit; None for a longer one."""
    length = asked.headers.get("content-length", "0")
    if asked.headers.get("transfer-encoding"):
        return await _chunks(reader, limit)
    if not length.isascii() or not length.isdigit() or int(length) > limit:
        return None
    kept = bytearray()
    left = int(length)
    while left:
        async with asyncio.timeout(IDLE):
            piece = await reader.read(min(left, 65536))
        if not piece:
            raise EOFError
        left -= len(piece)
        if len(kept) < LONGEST_DRAIN:
            kept += piece
    return bytes(kept)


async def _linger(reader: asyncio.StreamReader) -> None:
    """Read on for a moment: closing under a sender resets it before it sees the answer.

    RFC 9112 section 9.6.
    """
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LINGER):
            while await reader.read(65536):
                pass


async def _chunks(reader: asyncio.StreamReader, limit: int) -> bytes | None:
    kept = bytearray()
    while True:
        async with asyncio.timeout(IDLE):
            line = await reader.readuntil(b"\r\n")
        try:
            size = int(line.partition(b";")[0], 16)
        except ValueError:
            return None
        if size < 0 or len(kept) + size > limit:
            return None
        kept += (await reader.readexactly(size + 2))[:-2]
        if not size:
            return bytes(kept)


async def _send(
    writer: asyncio.StreamWriter, answer: Answer, *, head_only: bool, keep: bool
) -> None:
    reason = HTTPStatus(answer.status).phrase
    lines = [f"HTTP/1.1 {answer.status} {reason}"]
    lines += [f"{name}: {value}" for name, value in answer.headers]
    if answer.status != HTTPStatus.NO_CONTENT:
        lines.append(f"content-length: {len(answer.body)}")
    lines.append(f"connection: {'keep-alive' if keep else 'close'}")
    writer.write("\r\n".join((*lines, "", "")).encode("latin-1"))
    if not head_only and answer.status != HTTPStatus.NO_CONTENT:
        writer.write(answer.body)
    await writer.drain()
