"""Ways in which a server can misbehave."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Callable, Mapping

from .stage import Talk

PAGE = b"<!doctype html><title>Shop</title><h1>Hello</h1><p>Everything is fine.</p>"


async def request(reader: asyncio.StreamReader) -> bytes:
    """Read one request with its body; raises IncompleteReadError when the client is gone."""
    head = await reader.readuntil(b"\r\n\r\n")
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            head += await reader.readexactly(int(value))
    return head


def answer(
    body: bytes = PAGE,
    *headers: bytes,
    status: bytes = b"200 OK",
    kind: bytes = b"text/html; charset=utf-8",
) -> bytes:
    """Return one well-formed answer."""
    lines = [b"HTTP/1.1 " + status, b"Content-Type: " + kind, *headers]
    lines.append(b"Content-Length: %d" % len(body))
    return b"\r\n".join([*lines, b"", b""]) + body


def site(respond: Callable[[str], bytes]) -> Talk:
    """Answer each request, kept alive, with `respond(target)`."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            asked = await request(reader)
            writer.write(respond(asked.split(b" ")[1].decode("latin-1")))
            await writer.drain()

    return talk


def always(reply: bytes) -> Talk:
    """Answer every request with the same bytes."""
    return site(lambda _: reply)


def says(*pieces: bytes, gap: float = 0.0) -> Talk:
    """Send these bytes after the first words of the visitor, whatever they are, then close."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(65536)
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(gap)

    return talk


def endless(start: bytes, piece: bytes, *, most: int = 1_000_000_000, gap: float = 0.0) -> Talk:
    """Send `start`, then `piece` over and over, up to a gigabyte."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await request(reader)
        writer.write(start)
        for _ in range(most // len(piece)):
            writer.write(piece)
            await writer.drain()
            if writer.is_closing():
                return
            if gap:
                await asyncio.sleep(gap)

    return talk


def by_path(replies: Mapping[str, bytes], otherwise: Talk) -> Talk:
    """Answer some paths properly; the first request for another one is the end of that."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            asked = await request(reader)
            reply = replies.get(asked.split(b" ")[1].decode("latin-1"))
            if reply is None:
                reader.feed_data(asked)
                await otherwise(reader, writer)
                return
            writer.write(reply)
            await writer.drain()

    return talk


async def silence(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    """Accept and never answer."""
    while await reader.read(65536):
        pass


async def slam(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Close at once."""
    writer.close()


async def reset(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer the connection with a RST."""
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
